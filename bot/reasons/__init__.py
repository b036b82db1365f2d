"""Why customers leave: the taxonomy."""
