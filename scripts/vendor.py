#!/usr/bin/env python
"""Refresh everything in static/ that others made: component CSS and typeface, from npm.

Run it by hand when a version below changes: `python scripts/vendor.py` (needs npm and fontTools).
"""

import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import merge, ttLib

STATIC = Path(__file__).resolve().parent.parent / "static"
CSS_PACKAGE = "@digdir/designsystemet-css", "1.22.0"
SCREEN_FONT_PACKAGE = "@fontsource-variable/source-sans-3", "5.3.0"
PRINT_FONT_PACKAGE = "@fontsource/source-sans-3", "5.3.1"

# Only what our pages use: the whole library is three times as heavy.
COMPONENTS = [
    "base",
    "button",
    "label",
    "input",
    "field",
    "fieldset",
    "validation-message",
    "error-summary",
    "alert",
    "details",
    "dialog",
    "skip-link",
]
WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}


def fetch(package: tuple[str, str], into: Path) -> Path:
    done = subprocess.run(
        ["npm", "pack", "@".join(package), "--json"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / json.loads(done.stdout)[0]["filename"]
    target = into / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def vendor_css(package: Path) -> None:
    version = CSS_PACKAGE[1]
    for old in (STATIC / "vendor").glob("designsystemet-*"):
        shutil.rmtree(old)
    target = STATIC / "vendor" / f"designsystemet-{version}"
    target.mkdir(parents=True)
    css = [f"/*! {CSS_PACKAGE[0]} {version} | MIT | {', '.join(COMPONENTS)} */"]
    for name in COMPONENTS:
        layer = "vendor-base" if name == "base" else "vendor"
        source = (package / "dist" / "src" / f"{name}.css").read_text()
        css.append(f"@layer {layer}{{{source}}}")
    (target / "designsystemet.css").write_text("\n".join(css) + "\n")
    shutil.copy(package / "LICENSE", target / "LICENSE")
    (target / "VERSION").write_text(version + "\n")


def vendor_screen_fonts(package: Path) -> None:
    for subset in ("latin", "latin-ext"):
        name = f"source-sans-3-{subset}-wght-normal.woff2"
        shutil.copy(package / "files" / name, STATIC / "fonts" / f"source-sans-3-{subset}.woff2")
    shutil.copy(package / "LICENSE", STATIC / "fonts" / "LICENSE")


def vendor_print_fonts(package: Path) -> None:
    """Static TTFs: text inside SVG in a PDF is found through fontconfig, never through @font-face."""
    for weight, style in WEIGHTS.items():
        parts = []
        for subset in ("latin", "latin-ext"):
            font = ttLib.TTFont(package / "files" / f"source-sans-3-{subset}-{weight}-normal.woff2")
            font.flavor = None
            part = io.BytesIO()
            font.save(part)
            part.seek(0)
            parts.append(part)
        font = merge.Merger(merge.Options(drop_tables=["DSIG"])).merge(parts)
        rename(font, weight, style)
        font.save(STATIC / "fonts" / f"SourceSans3-{style}.ttf")


def rename(font: ttLib.TTFont, weight: int, style: str) -> None:
    names = {
        1: "Source Sans 3" if weight in (400, 700) else f"Source Sans 3 {style}",
        2: "Bold" if weight == 700 else "Regular",
        4: f"Source Sans 3 {style}",
        6: f"SourceSans3-{style}",
        16: "Source Sans 3",
        17: style,
    }
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = weight == 700
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def main() -> None:
    (STATIC / "fonts").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        vendor_css(fetch(CSS_PACKAGE, work))
        vendor_screen_fonts(fetch(SCREEN_FONT_PACKAGE, work))
        vendor_print_fonts(fetch(PRINT_FONT_PACKAGE, work))
    for path in sorted(STATIC.rglob("*")):
        if path.is_file() and (path.parent.name == "fonts" or "vendor" in path.parts):
            print(f"{path.stat().st_size:>8} {path.relative_to(STATIC.parent)}")


if __name__ == "__main__":
    main()
