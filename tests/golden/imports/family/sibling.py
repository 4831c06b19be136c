"""A module of the family."""
NAME = "sibling"
