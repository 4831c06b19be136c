"""A module beside the folder's program."""
VALUE = "imported"
