from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from prioinit.middleware import (
    DatabaseDownMiddleware,
    HeadersMiddleware,
    HtmxLoginMiddleware,
    PersonMiddleware,
)


def answer(response):
    return lambda request: response


# --- Headers --------------------------------------------------------------------------------------


def through_headers(response, cookies=()):
    request = RequestFactory().get("/")
    request.COOKIES = dict.fromkeys(cookies, "x")
    return HeadersMiddleware(answer(response))(request)


def test_headers_are_on_every_response():
    response = through_headers(HttpResponse(status=500))
    assert dict(response.headers) == {"Content-Type": "text/html; charset=utf-8"} | (
        HeadersMiddleware.HEADERS
    )


def test_headers_of_a_signed_in_person_forbid_storing():
    response = through_headers(HttpResponse(), [settings.SESSION_COOKIE_NAME])
    assert response["Cache-Control"] == "no-store, private"


def test_headers_of_a_response_that_signs_in_forbid_storing():
    response = HttpResponse()
    response.set_cookie(settings.SESSION_COOKIE_NAME, "new")
    assert through_headers(response)["Cache-Control"] == "no-store, private"


def test_headers_leave_an_explicit_cache_control_alone():
    response = HttpResponse(headers={"Cache-Control": "max-age=60"})
    assert (
        through_headers(response, [settings.SESSION_COOKIE_NAME])["Cache-Control"] == "max-age=60"
    )


def test_headers_reach_a_real_page_and_a_static_file(client, db):
    for path in (reverse("account_login"), "/static/css/tokens.css"):
        response = client.get(path)
        assert response.status_code == 200
        for name, value in HeadersMiddleware.HEADERS.items():
            assert response[name] == value
        assert response["Content-Security-Policy"].count("unsafe") == 0


# --- Expired login --------------------------------------------------------------------------------


def through_login(response, **headers):
    request = RequestFactory().get(
        "/initiativ/rader/", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    return HtmxLoginMiddleware(answer(response))(request)


def to_login():
    return HttpResponseRedirect(f"{reverse('account_login')}?next=/initiativ/rader/")


def test_expired_login_sends_the_whole_page_to_sign_in():
    response = through_login(
        to_login(), HX_Request="true", HX_Current_URL="http://testserver/initiativ/?fas=test"
    )
    assert response.status_code == 204
    expected = f"{reverse('account_login')}?next=%2Finitiativ%2F%3Ffas%3Dtest"
    assert response["HX-Redirect"] == expected
    assert response.content == b""


def test_expired_login_never_returns_to_another_host():
    response = through_login(to_login(), HX_Request="true", HX_Current_URL="https://ond.example/x")
    assert "ond.example" not in response["HX-Redirect"]


def test_expired_login_without_htmx_is_an_ordinary_redirect():
    assert through_login(to_login()).status_code == 302


def test_other_redirects_are_followed_by_htmx_as_they_are():
    response = through_login(HttpResponseRedirect("/initiativ/"), HX_Request="true")
    assert (response.status_code, response["Location"]) == (302, "/initiativ/")


def test_expired_login_through_all_middleware(client, db):
    response = client.get(
        reverse("initiatives:list"),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/initiativ/"},
    )
    assert response.status_code == 204
    assert response["HX-Redirect"] == f"{reverse('account_login')}?next=%2Finitiativ%2F"


# --- No database ----------------------------------------------------------------------------------


class NoDatabase:
    def __init__(self, error):
        self.error = error

    @property
    def is_authenticated(self):
        raise self.error


def without_database(request, error=None):
    request.user = NoDatabase(error or OperationalError("connection refused"))
    return DatabaseDownMiddleware(answer(HttpResponse("page")))(request)


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
def test_no_database_is_503_and_says_when_to_come_back(error):
    response = without_database(RequestFactory().get("/initiativ/?fas=test"), error)
    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("5", "no-store")
    assert 'href="/initiativ/?fas=test"' in response.content.decode()


def test_no_database_in_a_view_is_503():
    request = RequestFactory().get("/")
    middleware = DatabaseDownMiddleware(answer(HttpResponse()))
    assert middleware.process_exception(request, OperationalError("gone")).status_code == 503
    assert middleware.process_exception(request, ValueError("other")) is None


def test_no_database_keeps_every_word_that_was_posted():
    typed = "64 unga kom.\n<b>21</b> hade aldrig varit där & vill komma igen."
    request = RequestFactory().post(
        "/initiativ/1/uppdatera/",
        {
            "since_last": typed,
            "units": ["3", "7"],
            "password": "hemligt ord",
            "csrfmiddlewaretoken": "gammal",
            "workbook": SimpleUploadedFile("lista.xlsx", b"PK"),
        },
    )
    page = without_database(request).content.decode()
    assert (
        "64 unga kom.\n&lt;b&gt;21&lt;/b&gt; hade aldrig varit där &amp; vill komma igen." in page
    )
    assert '<input type="hidden" name="units" value="3">' in page
    assert '<input type="hidden" name="units" value="7">' in page
    assert 'action="/initiativ/1/uppdatera/"' in page
    assert "lista.xlsx" in page
    assert "hemligt" not in page
    assert "gammal" not in page


def test_with_a_database_the_page_is_the_page():
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False)
    assert DatabaseDownMiddleware(answer(HttpResponse("page")))(request).content == b"page"


# --- Language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (SimpleNamespace(is_authenticated=True, language="en"), "en"),
        (SimpleNamespace(is_authenticated=True, language=""), "sv"),
        (SimpleNamespace(is_authenticated=False), "sv"),
    ],
)
def test_person_chooses_the_language(person, expected):
    seen = []
    request = RequestFactory().get("/")
    request.user = person
    with translation.override("sv"):
        PersonMiddleware(lambda request: seen.append(translation.get_language()))(request)
    assert seen == [expected]
