import pytest

from programme import services
from tests.programme.packs import busy_round


@pytest.fixture
def busy(db):
    return busy_round()


@pytest.fixture
def light_pdf(monkeypatch):
    """For tests that are not about the document."""
    monkeypatch.setattr(services, "pack_pdf", lambda report: f"%PDF {report.digest}".encode())
