"""Parting graciously: the thank-you, and the owner's own guess."""
