"""Minutes made into seconds. Every period of the delivery is shortened by the same factor."""

from django.conf import settings

from prioinit.delivery import claim, ledger, settle

RELAY_PATIENCE = 300  # seconds: how long Postfix waits for a silent client


def quicken() -> None:
    ledger.LEASE = ledger.LEASE / settings.PACE
    claim.LEASE = ledger.LEASE
    ledger.LONG_ENOUGH = ledger.LONG_ENOUGH / settings.PACE
    settle.GRACE = settle.GRACE / settings.PACE
    settle.BACKOFF_MINUTES = tuple(minutes / settings.PACE for minutes in settle.BACKOFF_MINUTES)
