"""Every text of the source is translated in locale/, and the compiled files are the current ones.

python -m scripts.check_translations           look, change nothing
python -m scripts.check_translations write     collect the texts into locale/ (`make messages`)
"""

from __future__ import annotations

import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from scripts.servers import PROJECT

SOURCE_LANGUAGE = "sv"
WITHOUT_TEXTS = ("tests", "bench", "scripts", "docs", "var", "static", "node_modules")
SHOWN = 10


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prioinit.settings")
    os.environ["TESTING"] = "1"  # no secret is needed to read texts
    languages = [code for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE]
    if sys.argv[1:] == ["write"]:
        collect(PROJECT, languages)
        for language in languages:
            run("msgfmt", "-o", str(catalogue(PROJECT, language, "mo")), po(PROJECT, language))
        return 0
    complaints = check(languages)
    print("\n".join(complaints))
    return 1 if complaints else 0


def check(languages: list[str]) -> list[str]:
    if not languages:
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(
            PROJECT,
            copy,
            ignore=shutil.ignore_patterns(".*", *WITHOUT_TEXTS, "__pycache__"),
        )
        collect(copy, languages)
        return [line for language in languages for line in check_language(copy, language)]


def check_language(copy: Path, language: str) -> list[str]:
    if not catalogue(PROJECT, language, "po").exists():
        return [f"locale/{language}/LC_MESSAGES/django.po saknas: kör make messages"]
    complaints = []
    for flag, words in (
        ("--untranslated", "texter utan översättning"),
        ("--only-fuzzy", "osäkra översättningar"),
    ):
        texts = texts_in(run("msgattrib", flag, "--no-obsolete", "--no-wrap", po(copy, language)))
        if texts:
            complaints.append(f"{language}: {words}: {len(texts)}")
            complaints += [f"    {text}" for text in texts[:SHOWN]]
    fresh, shipped = compiled_now(language), catalogue(PROJECT, language, "mo")
    # msgattrib takes a text with one of its plural forms for translated.
    halves = [key[0] for key, text in fresh.items() if isinstance(key, tuple) and not text]
    complaints += [f"{language}: en pluralform saknas: {text}" for text in halves]
    if not complaints and (not shipped.exists() or entries(shipped) != fresh):
        complaints.append(f"{language}: django.mo är inte den som hör till django.po")
    return complaints


def compiled_now(language: str) -> dict:
    with tempfile.NamedTemporaryFile(suffix=".mo") as fresh:
        run("msgfmt", "-o", fresh.name, po(PROJECT, language))
        return entries(Path(fresh.name))


def entries(compiled: Path) -> dict:
    with compiled.open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)  # no public way to list it


def collect(project: Path, languages: list[str]) -> None:
    chosen = [part for language in languages for part in ("--locale", language)]
    ignored = [part for folder in WITHOUT_TEXTS for part in ("--ignore", f"{folder}/*")]
    (project / "locale").mkdir(exist_ok=True)
    flags = ("--no-obsolete", "--no-wrap", "--add-location", "file")
    run(sys.executable, "manage.py", "makemessages", *chosen, *ignored, *flags, cwd=project)


def texts_in(po_text: str) -> list[str]:
    """The msgids, each on one line; the header's is empty."""
    return [
        block.split("\nmsgstr")[0].split("\nmsgid_plural")[0].replace('"\n"', "")
        for block in po_text.split("\nmsgid ")[1:]
        if not block.startswith('""\nmsgstr')
    ]


def catalogue(project: Path, language: str, ending: str) -> Path:
    return project / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def po(project: Path, language: str) -> str:
    return str(catalogue(project, language, "po"))


def run(*command: str, cwd: Path = PROJECT) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
