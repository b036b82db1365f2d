"""Asking lost customers again, in a way that saves everybody's face, and welcoming back those who return."""
