"""The demo must tell what the README says it tells."""

from io import StringIO

import pytest
from django.core.management import call_command

from checkpoints.models import Checkpoint, Preparation
from initiatives.models import Initiative, Round, Test
from initiatives.portfolio import read_portfolio
from prioinit.models import OutgoingMail
from programme.models import Pack

pytestmark = pytest.mark.django_db


def test_lindasa_has_the_stories_it_promises():
    call_command("load_demo", stdout=StringIO())
    assert Round.objects.count() == 2
    rows = {row.name: row for row in read_portfolio(Initiative.objects.running())}
    assert len(rows) == 6
    assert {row.phase for row in rows.values()} == {"behov", "ide", "test", "forverkliga"}
    assert [name for name, row in rows.items() if row.trail.returns] == [
        "Ett tryggare stationsområde"
    ]
    assert [name for name, row in rows.items() if row.is_silent] == ["Klimatsmart måltid"]
    broken = {
        name: [gap.gap for gap in row.rigg.gaps] for name, row in rows.items() if row.rigg.gaps
    }
    assert broken == {"Tillbaka till skolan": ["1 ledartröja saknas"]}
    states = Preparation.objects.filter(checkpoint=Checkpoint.objects.coming().get())
    assert sorted(states.values_list("state", flat=True)) == ["draft", "ready", "ready", "ready"]
    assert Pack.objects.count() == 1
    misses = Test.objects.successful_misses()
    assert misses.count() == 4
    assert misses.filter(initiative__code="STATIONEN").count() == 2
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent", "failed"}


def test_loading_again_changes_nothing():
    call_command("load_demo", stdout=StringIO())
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "Inget ändrades" in said.getvalue()
    assert Round.objects.count() == 2
