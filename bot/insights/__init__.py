"""What is learnt: own guesses beside what was found, reports."""
