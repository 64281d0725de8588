"""What the reader can do on a page. A page shows the buttons it is given and asks nothing else."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise


class Button(NamedTuple):
    label: str | Promise
    url: str
    post: bool = False
    primary: bool = False


def button(label: str | Promise, url_name: str, *args: object, **how: bool) -> Button:
    return Button(label, reverse(f"roles:{url_name}", args=args), **how)
