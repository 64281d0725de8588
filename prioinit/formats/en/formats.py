"""English words, but days as they are written here: 03/12/2026 is never American."""

from prioinit.formats.sv.formats import *  # noqa: F403 - Django looks the names up in this module

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y H:i"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
