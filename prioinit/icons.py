"""Line icons on a 24 grid, drawn as paths so that no font has to have the sign."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "arrow_down": "M12 5v14M6 13l6 6 6-6",
    "arrow_up": "M12 19V5M6 11l6-6 6 6",
    "back-page": "M19 12H5M11 6l-6 6 6 6",
    "back": "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "check": "M5 12.5 10 17.5 19 7",
    "chevron": "m9 6 6 6-6 6",
    "circle": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z",
    "clock": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4.5l3 2",
    "cross": "M6 6l12 12M18 6 6 18",
    "done": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12.5l3 3 5-6",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "edit": "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "flag": "M6 21V4M6 5h12l-3 4 3 4H6",
    "grip": "M5 8h14M5 12h14M5 16h14",
    "full": "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    "half": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 4v16M15 5v14M18 7v10",
    "help": "M9 9a3 3 0 1 1 4 3c-.7.4-1 1-1 2M12 17.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v6M12 7.5v.01",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "logout": "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    "mail": "M3 6h18v12H3zM3 7l9 6 9-6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "missing": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9 9l6 6M15 9l-6 6",
    "pause": "M9 6v12M15 6v12",
    "people": "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5.5a3 3 0 0 1 0 5"
    "M18 14.5c2 .8 3 2.7 3 5.5",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 21c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM16 16l5 5",
    "send": "M4 12 21 4l-6 17-3.5-7zM11.5 14 21 4",
    "settings": "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
    "star": "m12 4 2.5 5.2 5.5.8-4 4 1 5.7-5-2.8-5 2.8 1-5.7-4-4 5.5-.8Z",
    "upload": "M12 16V5M7 9l5-5 5 5M5 20h14",
    "warning": "M12 4 2.5 20h19zM12 10v4.5M12 17v.01",
}

ICONS: dict[str, SafeString] = {
    name: mark_safe(  # noqa: S308 - the table above, no input
        f'<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        f'stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="{path}"/></svg>'
    )
    for name, path in PATHS.items()
}

TONES = {"ok": "check", "warn": "warning", "bad": "missing", "info": "info", "neutral": "circle"}


def icon(name: str) -> SafeString:
    return ICONS[name]


def badge(tone: str, label: object, symbol: str = "") -> SafeString:
    """Symbol + word + tint: never the colour alone."""
    return format_html(
        '<span class="badge" data-tone="{}">{}{}</span>', tone, ICONS[symbol or TONES[tone]], label
    )
