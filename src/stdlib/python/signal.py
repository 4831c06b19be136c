"""Signals: names as enumerations on top of the native module."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum

# In the order of their numbers; of several names the first in the alphabet is the proper one.
_names = sorted((getattr(_signal, name), name) for name in dir(_signal)
                if name.startswith("SIG") and not name.startswith("SIG_"))
Signals = _IntEnum("Signals", {name: number for number, name in _names}, module=__name__)
Handlers = _IntEnum("Handlers", {"SIG_DFL": 0, "SIG_IGN": 1}, module=__name__)
Sigmasks = _IntEnum("Sigmasks", {name: getattr(_signal, name) for name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK")},
                    module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
globals().update(Sigmasks.__members__)


def _known(value, kind):
    try:
        return kind(value)
    except (ValueError, TypeError):
        return value


def _plain(value):
    return value.value if isinstance(value, _IntEnum) else value


def signal(signalnum, handler):
    """Set the action for a signal; gives the old one."""
    return _known(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def getsignal(signalnum):
    """The action for a signal."""
    return _known(_signal.getsignal(signalnum), Handlers)


def valid_signals():
    """Every signal number of this system."""
    return {_known(number, Signals) for number in _signal.valid_signals()}


def pthread_sigmask(how, mask):
    """Change the signals that this thread does not take; gives the old ones."""
    return {_known(number, Signals) for number in _signal.pthread_sigmask(_plain(how), mask)}


def sigpending():
    """Signals that have arrived and wait for being taken."""
    return {_known(number, Signals) for number in _signal.sigpending()}


def sigwait(sigset):
    """Wait for one of the signals and take it."""
    return _known(_signal.sigwait(sigset), Signals)
