"""The port to Slack: all that knows how Slack talks, and nothing that knows what Porchlight is about."""
