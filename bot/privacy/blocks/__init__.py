"""What is said about the record of who did what, about what is held, and about what goes."""
