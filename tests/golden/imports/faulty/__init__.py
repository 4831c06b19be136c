"""A package with modules that fail in different ways."""
