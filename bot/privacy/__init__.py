"""What is held about whom, how long, and who saw and did what."""
