"""Customers, their times with us, the people there, and who of us really worked with them."""
