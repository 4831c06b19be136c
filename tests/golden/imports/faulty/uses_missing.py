"""Imports what does not exist."""
import surely_missing
