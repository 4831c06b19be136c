"""A module two levels down."""
from . import info
from .. import ROOT as root
from ..sibling import NAME as NEAR


def chain():
    return root, info(), NEAR
