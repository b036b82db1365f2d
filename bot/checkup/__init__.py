"""Whether all is well with an installation: looked at from outside by `porchlight doctor`, and from inside for admins."""
