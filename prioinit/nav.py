"""The main menu: a list, with the permission each item needs."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roles.access import reach
from roles.permissions import Perm


@dataclass(frozen=True)
class NavItem:
    label: Promise
    url_name: str
    under: tuple[str, ...]  # beginnings of the view names it stands for; the longest match wins
    perm: Perm | None = None
    everywhere: bool = False  # a guest of one initiative has READ there, and no directory


@dataclass(frozen=True)
class NavLink:
    label: Promise
    url: str
    current: str  # the value of aria-current: "page", "true" on a page below it, or ""


NAV = [
    NavItem(_("Min sida"), "programme:my_page", ("programme:my_page",)),
    NavItem(_("Helheten"), "programme:overview", ("programme:",), Perm.RUN_ROUND),
    NavItem(
        _("Initiativ"),
        "initiatives:list",
        (
            "initiatives:",
            "programme:workbook",
            "programme:history",
            "programme:timeline",
            "checkpoints:decision",
            "checkpoints:action",
            "checkpoints:initiative_input",
            "checkpoints:input_answer",
        ),
    ),
    NavItem(_("Checkpoints"), "checkpoints:list", ("checkpoints:", "programme:year_wheel")),
    NavItem(_("Människor"), "roles:person_list", ("roles:",), Perm.READ, everywhere=True),
    NavItem(_("Utskick"), "checkpoints:mail_list", ("checkpoints:mail",), Perm.RUN_ROUND),
]
# Reached from elsewhere than the menu: nothing in it is current there.
OUTSIDE = (
    "roles:profile",
    "programme:my_calendar",
    "programme:my_calendar_revoke",
    "programme:accessibility",
)


def build_nav(request: HttpRequest) -> list[NavLink]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return []
    match = getattr(request, "resolver_match", None)
    view_name = match.view_name if match else ""
    here = _item_for(view_name)
    return [
        NavLink(item.label, url, _current(item, here, view_name))
        for item in NAV
        if _may(person, item) and (url := _url(item))
    ]


def _may(person, item: NavItem) -> bool:
    if item.perm is None:
        return True
    reached = reach(person, item.perm)
    return reached.everywhere if item.everywhere else bool(reached)


def _item_for(view_name: str) -> NavItem | None:
    if view_name in OUTSIDE:
        return None
    hits = [
        (len(start), item) for item in NAV for start in item.under if view_name.startswith(start)
    ]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _current(item: NavItem, here: NavItem | None, view_name: str) -> str:
    if item is not here:
        return ""
    return "page" if view_name == item.url_name else "true"


def _url(item: NavItem) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""
