"""Addresses of the app, by the name of the page and the rows it is of."""

from django.urls import reverse


def url(name, *args) -> str:
    return reverse(f"checkpoints:{name}", args=[getattr(arg, "pk", arg) for arg in args])
