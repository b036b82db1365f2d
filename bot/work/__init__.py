"""How work gets done: the clock, the unit, the agenda of what falls due, the outbox of what is to be sent, the heartbeat."""
