"""A package that the import scripts use."""
print("initialising", __name__)
VALUE = 42
