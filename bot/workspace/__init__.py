"""A workspace's own choices: its settings, who may do what, who may see, and the record of who did what."""
