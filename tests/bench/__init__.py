"""How fast it is, beside its peers and the floor: `make bench`. Not timed in tests."""
