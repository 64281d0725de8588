from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prioinit.htmx import render_page
from programme.calendar_feed import feed_of, fetch, new_address, revoke_address
from programme.models import CalendarFeed


@require_http_methods(["GET", "POST"])
def my_calendar(request):
    """The person's own address. It is shown in the answer that made it, and never again."""
    context = {}
    if request.method == "POST":
        path = reverse("programme:calendar_feed", args=[new_address(by=request.user)])
        https = settings.SITE_URL + path
        context = {"https": https, "webcal": f"webcal://{https.partition('://')[2]}"}
    context["feed"] = CalendarFeed.objects.filter(person=request.user).first()
    return render_page(request, "programme/my_calendar.html", context)


@require_POST
def my_calendar_revoke(request):
    revoke_address(by=request.user)
    messages.success(request, _("Adressen är avstängd. Ta bort kalendern i ditt kalenderprogram."))
    return redirect("programme:my_calendar")


@require_safe
@login_not_required
def calendar_feed(request, feed_token):
    """Public by its token alone: a calendar program cannot sign in."""
    feed = feed_of(feed_token)
    if feed is None:
        raise Http404
    fetched = fetch(feed)
    etag = quote_etag(fetched.sha256)
    response = HttpResponse(fetched.text, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Last-Modified"] = http_date(fetched.changed_at.timestamp())
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="prioinitiativ.ics"'
    response["X-Robots-Tag"] = "noindex"
    modified = int(fetched.changed_at.timestamp())
    return get_conditional_response(request, etag, modified, response)
