"""The outbox: every delivery is claimed by a lease, sent with its id in the message's metadata, and recorded.

When nobody knows whether a send arrived, Slack is asked after a settle time, before anything is sent
again (Slack has no idempotency key). Some apps may read history once a minute, fifteen messages at a
time: so a look-up is one page for each claim, and a delivery remembers how far it has come. A card is
one delivery that is drawn at the moment of sending and sent again to the same place whenever its wanted
version has moved on.

Deliveries wait in lanes, one for each place where messages appear. Only the head of a lane is ever
claimed, so the order in a channel is the order in which things were said, however many workers there
are; and the next head waits its second, so that a channel gets one message a second at the most.
A window remains, and cannot be closed from outside Slack: a request that arrives after the look-up,
more than `SETTLE` after it was made, appears twice.
"""

from bot.work.outbox.sending import Outbox

__all__ = ["Outbox"]
