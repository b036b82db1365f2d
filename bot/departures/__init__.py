"""A customer is leaving, or has left: the log, the stages, the card."""
