"""Dokument: links, files that are checked and kept once, and how well it must all be protected."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import Attachment, InformationClassification, Link
from initiatives.services import documents as services
from initiatives.services import written
from initiatives.services.classifications import classify
from prioinit.errors import DomainError, EditConflict
from tests.factories import (
    AttachmentFactory,
    InformationClassificationFactory,
    LinkFactory,
    in_days,
)

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
LINK = {"title": "Projektrummet", "url": "https://kommun.example/rum", "what": ""}
LEVELS = {
    **dict.fromkeys(InformationClassification.ASPECTS, "2"),
    **{f"{name}_reason": "Adresser." for name in InformationClassification.ASPECTS},
    "decided_by": "Sara, enhetschef",
    "version": 0,
}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def levels(**fields):
    return {**LEVELS, "decided_on": localdate().isoformat(), **fields}


def upload(data=PDF, name="rapport.pdf", title="Rapporten"):
    return {"title": title, "file": SimpleUploadedFile(name, data)}


# --- What the database says --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("factory", "fields", "constraint"),
    [
        (LinkFactory, {"title": ""}, "link_leads_somewhere"),
        (LinkFactory, {"url": "javascript:alert(1)"}, "link_leads_somewhere"),
        (LinkFactory, {"removed": True, "removed_by": None}, "link_removed_by_someone"),
        (AttachmentFactory, {"title": ""}, "attachment_has_title"),
        (AttachmentFactory, {"size": 0}, "attachment_within_10_mb"),
        (AttachmentFactory, {"size": 10 * 1024 * 1024 + 1}, "attachment_within_10_mb"),
        (AttachmentFactory, {"removed": True, "removed_by": None}, "attachment_removed_by"),
        (InformationClassificationFactory, {"correctness": 5}, "classification_levels_1_to_4"),
        (InformationClassificationFactory, {"availability": 0}, "classification_levels_1_to_4"),
        (InformationClassificationFactory, {"number": 0}, "classification_levels_1_to_4"),
        (InformationClassificationFactory, {"traceability_reason": ""}, "says_why"),
        (InformationClassificationFactory, {"decided_by": ""}, "says_why"),
    ],
)
def test_what_cannot_be_true_is_refused(world, factory, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(initiative=world.own, **fields)


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (LinkFactory, {"url": "http://intranät.example/"}),
        (LinkFactory, {"removed": True}),
        (AttachmentFactory, {"size": 10 * 1024 * 1024}),
        (InformationClassificationFactory, {"correctness": 4, "availability": 1}),
    ],
)
def test_what_can_be_true_is_kept(world, factory, fields):
    assert factory(initiative=world.own, **fields).pk


def test_the_same_bytes_are_one_file_and_a_number_is_given_once(world):
    AttachmentFactory(initiative=world.own, sha256="a" * 64)
    AttachmentFactory(initiative=world.other, sha256="a" * 64)
    with pytest.raises(IntegrityError, match="attachment_once"), transaction.atomic():
        AttachmentFactory(initiative=world.own, sha256="a" * 64)
    InformationClassificationFactory(initiative=world.own)
    with pytest.raises(IntegrityError, match="number_once"), transaction.atomic():
        InformationClassificationFactory(initiative=world.own, number=1)


def test_a_classification_is_frozen(world):
    InformationClassificationFactory(initiative=world.own)
    with pytest.raises(DatabaseError), transaction.atomic():
        InformationClassification.objects.update(correctness=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        InformationClassification.objects.all().delete()


# --- Files -------------------------------------------------------------------------------------
def test_a_file_is_kept_once_and_sent_back_as_a_file(world, client_for):
    browser = client_for(world.teammedlem)
    for _ in range(2):
        answer = browser.post(url("attachment_new", world.own), upload(), follow=True)
        assert "Filen är sparad." in answer.text
    kept = Attachment.objects.get()
    assert (kept.name, kept.size, kept.created_by) == ("rapport.pdf", len(PDF), world.teammedlem)
    assert "rapport" not in kept.file.name
    sent = client_for(world.medarbetare).get(url("attachment", kept))
    assert b"".join(sent.streaming_content) == PDF
    assert sent["Content-Type"] == "application/pdf"
    assert sent["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    assert sent["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert client_for(world.external).get(url("attachment", kept)).status_code == 404


def test_a_file_that_will_not_do_leaves_nothing_behind(world, client_for, settings):
    browser, address = client_for(world.ledartroja), url("attachment_new", world.own)
    for data, said in (
        (upload(PNG), "stämmer inte med dess ändelse"),
        (upload(title=""), "Skriv vad filen är."),
        (upload(title="För 811218-9876"), "personnummer"),
        (upload(name="811218-9876.pdf"), "personnummer"),
        ({"title": "Ingen fil"}, "Välj en fil."),
    ):
        answer = browser.post(address, data)
        assert answer.status_code == 422
        assert said in answer.text
    assert not Attachment.objects.exists()
    assert not [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_when_its_row_is_rolled_back(world, client_for, settings):
    """The database says no as late as it can: when all is committed."""
    refuse = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'late'; END $$;
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON initiatives_attachment
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
    """
    with connection.cursor() as cursor:
        cursor.execute(refuse)
    try:
        with pytest.raises(DatabaseError, match="late"):
            client_for(world.lots).post(url("attachment_new", world.own), upload())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION refuse() CASCADE")
    assert not Attachment.objects.exists()
    assert not [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]


def test_a_file_taken_away_is_not_sent_and_comes_back_when_it_is_sent_again(world, client_for):
    browser = client_for(world.ledartroja)
    browser.post(url("attachment_new", world.own), upload())
    kept = Attachment.objects.get()
    gone = browser.post(url("attachment_remove", kept), follow=True)
    assert f'action="{url("attachment_restore", kept)}"' in gone.text
    assert browser.get(url("attachment", kept)).status_code == 404
    browser.post(url("attachment_new", world.own), upload())
    assert browser.get(url("attachment", kept)).status_code == 200
    assert Attachment.objects.count() == 1


def test_a_file_that_the_disk_has_lost_is_not_there(world, client_for):
    kept = AttachmentFactory(initiative=world.own)
    kept.file.storage.delete(kept.file.name)
    assert client_for(world.ledartroja).get(url("attachment", kept)).status_code == 404


def test_thirty_files_are_enough(world, client_for):
    gone = AttachmentFactory(initiative=world.own, removed=True)
    for _ in range(30):
        AttachmentFactory(initiative=world.own)
    browser = client_for(world.ledartroja)
    full = browser.post(url("attachment_new", world.own), upload())
    assert full.status_code == 422
    assert "Ni har redan 30 filer här." in full.text
    assert "Det är fullt här" in browser.get(url("documents", world.own)).text
    with pytest.raises(DomainError, match="30 filer"):
        services.restore_attachment(by=world.lots, row=gone)
    there = world.own.attachments.kept().first()  # and so takes no more room
    assert services.restore_attachment(by=world.lots, row=there) == there


def test_other_bytes_are_another_file_whatever_it_is_called(world, client_for):
    browser = client_for(world.ledartroja)
    for data in (PDF, PDF + b"%%EOF\n"):
        browser.post(url("attachment_new", world.own), upload(data))
    assert [one.file.size for one in world.own.attachments.order_by("pk")] == [23, 29]


# --- Links -------------------------------------------------------------------------------------
def test_a_link_is_added_once(world, client_for):
    browser = client_for(world.ledartroja)
    for _ in range(2):
        data = LINK | {"url": "kommun.example/a?b=1&c=2", "what": "<script>alert(1)</script>"}
        page = browser.post(url("link_new", world.own), data, follow=True).text
    assert 'href="https://kommun.example/a?b=1&amp;c=2"' in page
    assert "&lt;script&gt;alert(1)" in page
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Skriv vad länken heter."),
        ({"url": ""}, "Skriv adressen."),
        ({"url": "javascript:alert(1)"}, "Skriv hela adressen"),
        ({"url": "ftp://kommun.example/"}, "Skriv hela adressen"),
        ({"url": "https://kommun.example/811218-9876"}, "personnummer"),
        ({"what": "x" * 10_001}, "10000 tecken"),
    ],
)
def test_a_link_that_will_not_do(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("link_new", world.own), {**LINK, **wrong})
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("factory", "name", "data"),
    [(LinkFactory, "link", LINK), (AttachmentFactory, "attachment", {"title": "Ny titel"})],
)
def test_a_row_is_changed_in_place_and_taken_away(world, client_for, factory, name, data):
    row = factory(initiative=world.own)
    browser = client_for(world.ledartroja)
    opened = browser.get(f"{url('documents', world.own)}?andra={row.anchor}").text
    assert f'action="{url(f"{name}_edit", row)}"' in opened
    first = browser.post(url(f"{name}_edit", row), {**data, "version": 1})
    assert first.status_code == 302
    late = browser.post(url(f"{name}_edit", row), {**data, "title": "Sen", "version": 1})
    assert late.status_code == 409
    assert data["title"] in late.text
    gone = browser.post(url(f"{name}_remove", row), follow=True)
    assert f'action="{url(f"{name}_restore", row)}"' in gone.text
    assert "Tillbaka igen." in browser.post(url(f"{name}_restore", row), follow=True).text
    written.remove(by=world.lots, row=row)
    with pytest.raises(DomainError, match="tagit bort"):
        written.change(by=world.lots, row=row, version=4, title="Nytt")


# --- Classification ----------------------------------------------------------------------------
def test_a_new_decision_is_a_new_row(world, client_for):
    browser, address = client_for(world.ledartroja), url("classify", world.own)
    for _ in range(2):
        assert browser.post(address, levels()).status_code == 302
    page = browser.get(url("documents", world.own)).text
    assert "Beslut 1: Sara, enhetschef" in page
    second = levels(version=1, confidentiality="4", confidentiality_reason="Namn på barn.")
    page = browser.post(address, second, follow=True).text
    assert "1 tidigare klassning" in page
    assert "allvarlig skada" in page
    assert [str(one) for one in world.own.classifications.all()] == ["4-2-2-2", "2-2-2-2"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"confidentiality": ""}, "Välj en nivå."),
        ({"confidentiality": "5"}, "giltigt"),
        ({"traceability_reason": ""}, "Skriv varför."),
        ({"availability_reason": "811218-9876"}, "personnummer"),
        ({"decided_by": ""}, "Skriv vem som har beslutat."),
        ({"decided_on": "2999-01-01"}, "inte en dag framåt"),
    ],
)
def test_a_classification_that_will_not_do(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("classify", world.own), levels(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert not InformationClassification.objects.exists()


def test_a_classification_is_written_on_top_of_the_one_that_was_seen(world):
    old = InformationClassificationFactory(initiative=world.own)
    fields = {name: value for name, value in LEVELS.items() if name != "version"}
    fields |= {name: int(fields[name]) for name in InformationClassification.ASPECTS}
    fields |= {"by": world.lots, "initiative": world.own, "decided_on": localdate()}
    with pytest.raises(EditConflict):
        classify(version=old.number - 1, **fields)
    with pytest.raises(DomainError, match="personnummer"):
        classify(version=old.number, **fields | {"decided_by": "811218-9876"})
    assert classify(version=old.number, **fields).number == old.number + 1


def test_the_same_levels_another_day_are_no_new_classification(world, client_for):
    browser, address = client_for(world.ledartroja), url("classify", world.own)
    browser.post(address, levels(decided_on=in_days(-9).isoformat()))
    again = browser.post(address, levels(version=1))
    assert again.status_code == 422
    assert "Den klassningen gäller fortfarande." in again.text
    assert world.own.classifications.count() == 1


# --- The page ----------------------------------------------------------------------------------
@pytest.mark.parametrize("rows", [1, 29])
@pytest.mark.parametrize(("who", "number"), [("ledartroja", 6), ("medarbetare", 6)])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, rows, who, number):
    for _ in range(rows):
        LinkFactory(initiative=world.own)
        AttachmentFactory(initiative=world.own)
        InformationClassificationFactory(initiative=world.own)
    browser = client_for(getattr(world, who))
    with queries(number):
        browser.get(url("documents", world.own))


def test_readers_read_and_the_team_writes(world, client_for):
    LinkFactory(initiative=world.own, title="Rummet")
    for who in (world.medarbetare, world.coach, world.processledare):
        page = client_for(who).get(url("documents", world.own)).text
        assert "Rummet" in page
        assert 'method="post"' not in page.partition("<main")[2]
        assert client_for(who).post(url("link_new", world.own), LINK).status_code == 403


@pytest.mark.parametrize("name", ["link_new", "attachment_new", "classify"])
def test_a_round_that_is_over_is_only_read(world, client_for, name):
    kept = AttachmentFactory(initiative=world.own)
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()
    browser = client_for(world.lots)
    assert browser.post(url(name, world.own), {}).status_code == 409
    assert browser.post(url("attachment_remove", kept)).status_code == 409
    assert browser.get(url("attachment", kept)).status_code == 200
    page = browser.get(url("documents", world.own)).text
    assert "Dokumenten går att läsa, men inte att ändra." in page
