"""A package inside."""
from .. import ROOT, sibling
from ..sibling import NAME


def info():
    return ROOT, sibling.NAME, NAME, __name__, __package__
