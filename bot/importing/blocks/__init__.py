"""What is said when something is brought in."""
