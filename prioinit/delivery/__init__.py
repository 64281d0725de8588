"""Takes mail from the outbox to the relay: claim, send, settle, reconcile.

What is certain decides what happens next. A mail that was claimed but not begun has not left. A mail
whose text was on its way when we died may have arrived: it becomes `uncertain`, and is flagged for
ever. The beginning of a mail is committed before DATA, in one statement with the end of the mail before
it, while the relay hears MAIL and RCPT: a crash leaves at most one mail per worker in doubt.

No transaction is open while the relay is talked to. Whoever lost the lease of a mail writes nothing.
"""

from prioinit.delivery.counts import Counts
from prioinit.delivery.run import deliver_due

__all__ = ["Counts", "deliver_due"]
