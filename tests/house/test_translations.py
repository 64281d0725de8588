import subprocess

import pytest

from scripts import check_translations

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Writes locale/en of a tree of its own and says what is wrong with it."""
    monkeypatch.setattr(check_translations, "PROJECT", tmp_path)
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)

    def complaints(entries: str, *, compiled: str | None = None) -> list[str]:
        (folder / "django.po").write_text(HEADER + (compiled or entries))
        subprocess.run(["msgfmt", "django.po", "-o", "django.mo"], cwd=folder, check=True)
        (folder / "django.po").write_text(HEADER + entries)
        return check_translations.check_language(tmp_path, "en")

    return complaints


def test_a_complete_catalogue_is_silent(catalogue):
    assert catalogue('msgid "Lots"\nmsgstr "Pilot"\n') == []


def test_an_untranslated_text_is_named(catalogue):
    complaints = catalogue('msgid "Lots"\nmsgstr "Pilot"\n\nmsgid "Omgång"\nmsgstr ""\n')

    assert complaints == ["en: texter utan översättning: 1", '    "Omgång"']


def test_a_guess_does_not_count(catalogue):
    complaints = catalogue('#, fuzzy\nmsgid "Omgångar"\nmsgstr "Round"\n')

    assert complaints == ["en: osäkra översättningar: 1", '    "Omgångar"']


def test_half_a_plural_does_not_count(catalogue):
    complaints = catalogue('msgid "dag"\nmsgid_plural "dagar"\nmsgstr[0] "day"\nmsgstr[1] ""\n')

    assert complaints == ["en: en pluralform saknas: dag"]


def test_a_compiled_file_from_yesterday_is_found(catalogue):
    old, new = 'msgid "Lots"\nmsgstr "Pilot"\n', 'msgid "Lots"\nmsgstr "Coordinator"\n'

    assert catalogue(new, compiled=old) == ["en: django.mo är inte den som hör till django.po"]


def test_no_catalogue_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(check_translations, "PROJECT", tmp_path)

    (complaint,) = check_translations.check_language(tmp_path, "nb")

    assert complaint.startswith("locale/nb/LC_MESSAGES/django.po saknas")
