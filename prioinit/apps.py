from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrioinitConfig(AppConfig):
    name = "prioinit"
    verbose_name = _("Mejl och drift")
