"""The exit interview: the right stranger, asked, reminded, and heard."""
