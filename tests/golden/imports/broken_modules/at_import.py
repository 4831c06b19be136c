"""Fails when it is imported."""
from . import deep

deep.call(lambda: deep.missing_name)
