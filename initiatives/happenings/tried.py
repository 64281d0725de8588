"""Ideas that were settled, and tests: begun, and closed with what they taught."""

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.happenings.source import Told, source
from initiatives.models import Idea, Test


def _idea(_row: int, said: dict) -> Told:
    what = _("Idé: %(state)s") % {"state": Idea.State(said["state"]).label}
    return Told(what, said["title"], by=said["by"] or "")


def _test(row: int, said: dict) -> Told:
    return Told(_("Test börjar"), said["believe"], reverse("initiatives:test", args=[row]))


def _closed(row: int, said: dict) -> Told:
    if said["decision"] == Test.Decision.STOP:
        what = _("Lyckad miss")
    else:
        what = _("Test klart: %(decision)s") % {"decision": Test.Decision(said["decision"]).label}
    return Told(what, said["learned"], reverse("initiatives:test", args=[row]), said["by"])


TRIED = (
    source(
        "ide",
        gettext_lazy("Idéer"),
        lambda: Idea.objects.kept().filter(decided_at__isnull=False),
        TruncDate("decided_at"),
        _idea,
        offered=True,
        state="state",
        title="title",
        by="decided_by__name",
    ),
    source(
        "test",
        gettext_lazy("Tester som börjar"),
        lambda: Test.objects.kept(),
        "starts_on",
        _test,
        believe="believe",
    ),
    source(
        "test-klart",
        gettext_lazy("Tester som är klara"),
        lambda: Test.objects.kept().closed(),
        TruncDate("closed_at"),
        _closed,
        offered=True,
        decision="decision",
        learned="learned",
        by="closed_by__name",
    ),
)
