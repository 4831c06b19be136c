"""Interfaces of loops and policies, and the functions that find the loop to use."""

import sys
import threading

from _asyncio import (Handle, TimerHandle, _get_running_loop, _set_running_loop, get_event_loop,
                      get_running_loop)

from . import format_helpers

__all__ = ("AbstractEventLoopPolicy", "AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle",
           "get_event_loop_policy", "set_event_loop_policy", "get_event_loop", "set_event_loop",
           "new_event_loop", "get_child_watcher", "set_child_watcher", "_set_running_loop",
           "get_running_loop", "_get_running_loop")


def _report_failed_handle(handle, exc):
    """Tells the loop's exception handler what a callback raised."""
    text = format_helpers._format_callback_source(handle._callback, handle._args, debug=handle._loop.get_debug())
    context = {"message": f"Exception in callback {text}", "exception": exc, "handle": handle}
    if handle._source_traceback:
        context["source_traceback"] = handle._source_traceback
    handle._loop.call_exception_handler(context)


def _unwritten(owner, name):
    """A method that a subclass must write; names that start with `*` are coroutines."""
    if name.startswith("*"):
        async def method(self, *args, **options):
            raise NotImplementedError
    else:
        def method(self, *args, **options):
            raise NotImplementedError
    method.__name__ = name.lstrip("*")
    method.__qualname__ = f"{owner}.{method.__name__}"
    return method


def _interface(owner, names, doc):
    body = {"__doc__": doc, "__module__": __name__}
    for name in names.split():
        body[name.lstrip("*")] = _unwritten(owner, name)
    return type(owner, (), body)


_SERVER = """
close close_clients abort_clients get_loop is_serving *start_serving *serve_forever *wait_closed
"""


class AbstractServer(_interface("AbstractServer", _SERVER, "What create_server gives.")):
    """What create_server gives."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


_LOOP = """
run_forever run_until_complete stop is_running is_closed close *shutdown_asyncgens
*shutdown_default_executor call_soon call_at call_later time create_future create_task
call_soon_threadsafe run_in_executor set_default_executor *getaddrinfo *getnameinfo
*create_connection *create_server *sendfile *start_tls *create_unix_connection *create_unix_server
*connect_accepted_socket *create_datagram_endpoint *connect_read_pipe *connect_write_pipe
*subprocess_shell *subprocess_exec add_reader remove_reader add_writer remove_writer *sock_recv
*sock_recv_into *sock_recvfrom *sock_recvfrom_into *sock_sendall *sock_sendto *sock_connect
*sock_accept *sock_sendfile add_signal_handler remove_signal_handler set_task_factory
get_task_factory get_exception_handler set_exception_handler default_exception_handler
call_exception_handler get_debug set_debug
"""

AbstractEventLoop = _interface("AbstractEventLoop", _LOOP, "The methods of an event loop.")

_POLICY = """
get_event_loop set_event_loop new_event_loop get_child_watcher set_child_watcher
"""

AbstractEventLoopPolicy = _interface("AbstractEventLoopPolicy", _POLICY, "Which loop a thread uses, and how it is made.")


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """One loop per thread; the main thread's is made on first use."""

    _loop_factory = None

    def __init__(self):
        self._local = threading.local()

    def get_event_loop(self):
        local = self._local
        main = threading.main_thread()
        if (getattr(local, "loop", None) is None and not getattr(local, "chosen", False)
                and threading.current_thread() is main):
            import warnings

            level = 2
            frame = sys._getframe(1) if hasattr(sys, "_getframe") else None
            while frame is not None and (frame.f_globals.get("__name__") or "").split(".")[0] == "asyncio":
                frame = frame.f_back
                level += 1
            warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=level)
            self.set_event_loop(self.new_event_loop())
        loop = getattr(local, "loop", None)
        if loop is None:
            raise RuntimeError(f"There is no current event loop in thread {threading.current_thread().name!r}.")
        return loop

    def set_event_loop(self, loop):
        self._local.chosen = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._local.loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None


def get_event_loop_policy():
    """The policy in force."""
    global _event_loop_policy
    if _event_loop_policy is None:
        from .unix_events import DefaultEventLoopPolicy

        _event_loop_policy = DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Install a policy; None for the default one."""
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _event_loop_policy = policy


def set_event_loop(loop):
    """Make a loop the current one of this thread."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop of the policy's kind."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    """Child watchers are missing: subprocesses are waited for by the loop itself."""
    raise NotImplementedError("asyncio child watchers are not supported")


def set_child_watcher(watcher):
    """Child watchers are missing: subprocesses are waited for by the loop itself."""
    raise NotImplementedError("asyncio child watchers are not supported")
