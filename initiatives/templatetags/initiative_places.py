from django import template
from django.urls import reverse

from initiatives.places import PLACES
from roles.access import can

register = template.Library()


@register.inclusion_tag("initiatives/_places.html", takes_context=True)
def places_of(context, initiative, here):
    """The initiative's pages that this person may read. `here` is the name of the one that is shown."""
    person = context["request"].user
    places = [
        (place.label, reverse(place.url_name, args=[initiative.pk]), place)
        for place in PLACES
        if can(person, place.perm, initiative)
    ]
    return {"places": places, "here": here}
