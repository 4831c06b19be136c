"""A package that can be run."""
print("init", __name__)
