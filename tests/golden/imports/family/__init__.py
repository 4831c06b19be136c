"""The root of a family of modules."""
from .sibling import NAME as SIBLING

ROOT = "root"
