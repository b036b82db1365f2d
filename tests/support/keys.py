"""A key for people's words, of all processes of a test run, and of whoever reads what they wrote."""

from cryptography.fernet import Fernet

WORDS_KEY = Fernet.generate_key().decode()
