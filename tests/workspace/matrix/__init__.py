"""What the test of who may do what is made of: rows of every table, a payload of every control, and the table of controls."""
