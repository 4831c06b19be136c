"""Concurrent work in one thread: event loops, tasks, locks, queues, streams.

The hot parts (futures, tasks, the queue of the loop) are native; see `_asyncio`.
Deliberately missing: child watchers, sendfile, TLS transports.
"""

from . import base_events, coroutines, events, exceptions, futures, locks, protocols, queues, runners
from . import streams, subprocess, taskgroups, tasks, threads, timeouts, transports, unix_events
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .queues import *
from .runners import *
from .streams import *
from .subprocess import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from .transports import *
from .unix_events import *

__all__ = sum((part.__all__ for part in (
    base_events, coroutines, events, exceptions, futures, locks, protocols, runners, queues, streams,
    subprocess, tasks, taskgroups, threads, timeouts, transports, unix_events)), ())
