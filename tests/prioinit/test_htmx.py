import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from prioinit import htmx

FRAGMENTS = {"lista": "rader", "sida": "initiatives/_rows.html"}


@pytest.fixture
def rendered(monkeypatch):
    """The name of the template that was asked for, whatever it holds."""

    def render(request, name, context, status):
        return HttpResponse(name, status=status)

    monkeypatch.setattr(htmx, "render", render)

    def make(status=200, **headers):
        request = RequestFactory().get(
            "/", headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        return htmx.render_page(request, "list.html", {}, fragments=FRAGMENTS, status=status)

    return make


def test_render_page_without_htmx_is_the_page(rendered):
    assert rendered(HX_Target="lista").content == b"list.html"


def test_render_page_picks_the_partial_of_the_target(rendered):
    assert rendered(HX_Request="true", HX_Target="lista").content == b"list.html#rader"


def test_render_page_picks_a_template_of_its_own(rendered):
    response = rendered(HX_Request="true", HX_Target="sida")
    assert response.content == b"initiatives/_rows.html"


@pytest.mark.parametrize("target", ["", "okand"])
def test_render_page_with_another_target_is_the_page(rendered, target):
    assert rendered(HX_Request="true", HX_Target=target).content == b"list.html"


@pytest.mark.parametrize("header", ["HX_History_Restore_Request", "HX_Boosted"])
def test_render_page_gives_history_and_boosted_links_the_page(rendered, header):
    response = rendered(HX_Request="true", HX_Target="lista", **{header: "true"})
    assert response.content == b"list.html"


@pytest.mark.parametrize("htmx_request", ["true", ""])
def test_render_page_varies_in_both_shapes(rendered, htmx_request):
    response = rendered(HX_Request=htmx_request, HX_Target="lista")
    assert response["Vary"] == "HX-Request, HX-Target"


def test_render_page_keeps_the_status(rendered):
    assert rendered(status=422, HX_Request="true", HX_Target="lista").status_code == 422
