"""What a departure looks like in Slack: the form, the card, the list, and what is said about them."""
