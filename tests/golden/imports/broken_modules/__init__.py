"""Modules that fail."""
