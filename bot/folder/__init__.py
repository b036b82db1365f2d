"""Everything about one customer in one place: the folder as people see it, search it, and take it along."""
