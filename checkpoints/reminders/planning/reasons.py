"""Why a reminder is not needed any more. Stored as written here and translated when shown."""

from django.utils.translation import gettext_noop

MOVED = gettext_noop("Checkpointen är flyttad.")
CANCELLED = gettext_noop("Checkpointen är inställd.")
PASSED = gettext_noop("Checkpointen har varit.")
DONE = gettext_noop("Det är redan gjort.")
ROLE_ENDED = gettext_noop("Personen har inte rollen längre.")
MENDED = gettext_noop("Riggen är hel igen.")
NOT_RUNNING = gettext_noop("Initiativet är inte igång.")
PAUSED = gettext_noop("Initiativet är pausat.")
PAUSE_CHANGED = gettext_noop("Pausen är ändrad eller avslutad.")
SOMEONE_ELSE = gettext_noop("Någon annan har åtgärden nu.")
NEW_DATE = gettext_noop("Datumet är ändrat.")
REPLACED = gettext_noop("Ersatt av en senare påminnelse.")
TOO_OLD = gettext_noop("För gammal nyhet.")
