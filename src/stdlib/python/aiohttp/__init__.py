"""A small HTTP client in the manner of the package aiohttp.

It is embedded so that programs which only fetch something run without
installing; a real package on `sys.path` comes first. It speaks HTTP/1.1:
sessions, kept connections, redirects, chunked and compressed bodies, timeouts.
Deliberately missing: servers, WebSockets, cookies, proxies.
"""

from .client import *
from .client_exceptions import *

__version__ = "3.embedded"
