from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from prioinit import __version__
from prioinit.models import OutgoingMail, Tick

pytestmark = pytest.mark.django_db


def test_health_with_nothing_to_do(client):
    response = client.get("/halsa/")

    assert response.status_code == 200
    assert response.json() == {
        "ok": True,
        "version": __version__,
        "broker": True,
        "database": True,
        "oldest_unsent_mail_seconds": None,
        "last_tick": None,
    }
    assert "no-store" in response["Cache-Control"]


def test_health_tells_the_age_of_the_oldest_mail_that_should_have_left(client):
    queue(hours=3, to="anna@kommun.example")
    queue(hours=1, to="bo@kommun.example")
    OutgoingMail.objects.create(**row(hours=9), next_try_at=timezone.now() + timedelta(hours=1))

    response = client.get("/halsa/")

    assert 3 * 3600 <= response.json()["oldest_unsent_mail_seconds"] < 3 * 3600 + 60
    assert "kommun.example" not in response.text


def test_health_tells_the_last_tick(client):
    now = timezone.now()
    for name, hours in (("nu", 0), ("förr", 5)):
        Tick.objects.create(name=name, slot="x", started_at=now - timedelta(hours=hours))

    assert client.get("/halsa/").json()["last_tick"] == now.isoformat(timespec="seconds")


def test_health_without_broker_is_503(client, monkeypatch):
    monkeypatch.setattr("prioinit.health.app", BrokenBroker())

    response = client.get("/halsa/")

    assert response.status_code == 503
    assert (response.json()["broker"], response.json()["database"]) == (False, True)


def test_health_without_database_is_503(client):
    with connection.execute_wrapper(no_database):
        response = client.get("/halsa/")

    assert response.status_code == 503
    assert (response.json()["broker"], response.json()["database"]) == (True, False)


def test_health_takes_no_post(client):
    assert client.post("/halsa/").status_code == 405


def no_database(*_):
    raise OperationalError("connection refused")


class BrokenBroker:
    def connection_for_write(self, **_):
        raise ConnectionRefusedError


def row(hours: int, to: str = "eva@kommun.example") -> dict:
    queued = timezone.now() - timedelta(hours=hours)
    return {"to_email": to, "queued_at": queued, "message_id": f"<{hours}{to}>"}


def queue(hours: int, to: str) -> None:
    OutgoingMail.objects.create(**row(hours, to), next_try_at=timezone.now())
