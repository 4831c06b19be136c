"""The parts of an event loop that do not depend on how it waits.

The queue of callbacks, timers and the turns themselves are native
(`_asyncio.LoopCore`). Deliberately missing: sendfile and TLS.
"""

import collections
import collections.abc
import functools
import os
import socket
import sys
import time
import warnings
import weakref

from _asyncio import Handle, LoopCore

from . import constants, coroutines, events, exceptions, futures, staggered, tasks, trsock
from .log import logger

__all__ = "BaseEventLoop", "Server"

_thread_ident = None


def _ident():
    global _thread_ident
    if _thread_ident is None:
        from _thread import get_ident as _thread_ident
    return _thread_ident()


def _format_pipe(fd):
    names = {-1: "<pipe>", -2: "<stdout>"}
    return names.get(fd) or repr(fd)


def _run_until_complete_cb(fut):
    if not fut.cancelled():
        error = fut.exception()
        if isinstance(error, (SystemExit, KeyboardInterrupt)):
            # run_forever() ends by the exception itself.
            return
    futures._get_loop(fut).stop()


def _set_nodelay(sock):
    if (sock.family in (socket.AF_INET, socket.AF_INET6) and sock.type == socket.SOCK_STREAM
            and sock.proto in (0, socket.IPPROTO_TCP)):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _check_tls(ssl, handshake_timeout, shutdown_timeout):
    """What only goes with TLS is an error without it."""
    if ssl:
        return
    if handshake_timeout is not None:
        raise ValueError("ssl_handshake_timeout is only meaningful with ssl")
    if shutdown_timeout is not None:
        raise ValueError("ssl_shutdown_timeout is only meaningful with ssl")


def _numeric_address(host, port, family, kind, proto):
    """The one address of a host that is written as numbers; None when it must be looked up."""
    if proto not in (0, socket.IPPROTO_TCP, socket.IPPROTO_UDP) or host is None:
        return None
    if kind == socket.SOCK_STREAM:
        proto = socket.IPPROTO_TCP
    elif kind == socket.SOCK_DGRAM:
        proto = socket.IPPROTO_UDP
    else:
        return None
    if port is None or port == "" or port == b"":
        port = 0
    else:
        try:
            port = int(port)
        except (TypeError, ValueError):
            return None
    if isinstance(host, bytes):
        host = host.decode("idna")
    if "%" in host:
        return None
    families = [socket.AF_INET, socket.AF_INET6] if family == socket.AF_UNSPEC else [family]
    for family in families:
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        place = (host, port, 0, 0) if family == socket.AF_INET6 else (host, port)
        return family, kind, proto, "", place
    return None


def _interleaved(infos, first_count=1):
    """Addresses of different families by turns."""
    by_family = collections.OrderedDict()
    for info in infos:
        by_family.setdefault(info[0], []).append(info)
    lists = list(by_family.values())
    order = []
    if first_count > 1:
        order.extend(lists[0][:first_count - 1])
        del lists[0][:first_count - 1]
    depth = max(map(len, lists), default=0)
    for index in range(depth):
        order.extend(group[index] for group in lists if index < len(group))
    return order


class Server(events.AbstractServer):
    """Sockets that listen, and the transports that came from them."""

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog, ssl_handshake_timeout=None,
                 ssl_shutdown_timeout=None):
        self._loop = loop
        self._sockets = sockets
        self._clients = weakref.WeakSet()
        self._waiters = []
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._ssl_context = ssl_context
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._ssl_shutdown_timeout = ssl_shutdown_timeout
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f"<{type(self).__name__} sockets={self.sockets!r}>"

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        if not self._clients and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop._start_serving(self._protocol_factory, sock, self._ssl_context, self, self._backlog,
                                      self._ssl_handshake_timeout, self._ssl_shutdown_timeout)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        """The sockets that listen."""
        return tuple(trsock.TransportSocket(sock) for sock in self._sockets or ())

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if not self._clients:
            self._wakeup()

    def close_clients(self):
        for transport in self._clients.copy():
            transport.close()

    def abort_clients(self):
        for transport in self._clients.copy():
            transport.abort()

    async def start_serving(self):
        self._start_serving()
        # What was ready to be accepted is accepted now.
        await tasks.sleep(0)

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


class BaseEventLoop(LoopCore, events.AbstractEventLoop):
    """A loop; subclasses know how to wait for events."""

    def __init__(self):
        self._thread_id = None
        self._exception_handler = None
        self._default_executor = None
        self._executor_shutdown_called = False
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shutdown_called = False
        self._old_agen_hooks = None
        self._clock_resolution = 1e-09
        self.slow_callback_duration = 0.1
        self._coroutine_origin_tracking_enabled = False
        self._coroutine_origin_tracking_saved_depth = None
        self.set_debug(coroutines._is_debug_mode())

    def __repr__(self):
        return (f"<{type(self).__name__} running={self.is_running()} "
                f"closed={self.is_closed()} debug={self.get_debug()}>")

    def __del__(self, _warn=warnings.warn):
        if self.is_closed():
            return
        _warn(f"unclosed event loop {self!r}", ResourceWarning, source=self)
        if not self.is_running():
            self.close()

    # -- running --

    def is_running(self):
        """Whether run_forever() is in progress."""
        return self._thread_id is not None

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def _check_thread(self):
        if self._thread_id is not None and _ident() != self._thread_id:
            raise RuntimeError("Non-thread-safe operation invoked on an event loop other than the current one")

    def run_forever(self):
        """Turns until stop()."""
        self._check_closed()
        self._check_running()
        self._set_coroutine_origin_tracking(self.get_debug())
        hooks = sys.get_asyncgen_hooks()
        try:
            self._thread_id = _ident()
            sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
            events._set_running_loop(self)
            self._run_until_stopped()
        finally:
            self._stopping = False
            self._thread_id = None
            events._set_running_loop(None)
            self._set_coroutine_origin_tracking(False)
            sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        """Turns until a future has ended; its result."""
        self._check_closed()
        self._check_running()
        made_here = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if made_here:
            # If the loop fails, this function raises; the task need not complain.
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if made_here and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def close(self):
        """Give up everything; the loop cannot run again."""
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        if self.get_debug():
            logger.debug("Close %r", self)
        self._closed = True
        self._drop_everything()
        self._executor_shutdown_called = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def set_debug(self, enabled):
        """Turn debug mode on or off."""
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    def _set_coroutine_origin_tracking(self, enabled):
        if bool(enabled) == bool(self._coroutine_origin_tracking_enabled):
            return
        if enabled:
            self._coroutine_origin_tracking_saved_depth = sys.get_coroutine_origin_tracking_depth()
            sys.set_coroutine_origin_tracking_depth(constants.DEBUG_STACK_DEPTH)
        else:
            sys.set_coroutine_origin_tracking_depth(self._coroutine_origin_tracking_saved_depth)
        self._coroutine_origin_tracking_enabled = enabled

    def _run_watched(self, handle):
        """One callback in debug mode: a slow one is logged."""
        start = time.monotonic()
        handle._run()
        took = time.monotonic() - start
        if took >= self.slow_callback_duration:
            logger.warning("Executing %s took %.3f seconds", _format_handle(handle), took)

    # -- other threads --

    def call_soon_threadsafe(self, callback, *args, context=None):
        """call_soon for other threads and signal handlers."""
        self._check_closed()
        if not callable(callback):
            raise TypeError(f"a callable object was expected by call_soon_threadsafe(), got {callback!r}")
        if self.get_debug() and coroutines._looks_like_coroutine(callback):
            raise TypeError("coroutines cannot be used with call_soon_threadsafe()")
        handle = Handle(callback, args, self, context)
        self._take_ready(handle)
        self._write_to_self()
        return handle

    def _write_to_self(self):
        raise NotImplementedError

    def _process_events(self, event_list):
        raise NotImplementedError

    def run_in_executor(self, executor, func, *args):
        """A future for a function that runs in a thread pool."""
        self._check_closed()
        if self.get_debug():
            if coroutines._looks_like_coroutine(func):
                raise TypeError("coroutines cannot be used with run_in_executor()")
            if not callable(func):
                raise TypeError(f"a callable object was expected by run_in_executor(), got {func!r}")
        if executor is None:
            executor = self._default_executor
            if self._executor_shutdown_called:
                raise RuntimeError("Executor shutdown has been called")
            if executor is None:
                import concurrent.futures

                executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix="asyncio")
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """The executor that None stands for."""
        import concurrent.futures.thread

        if not isinstance(executor, concurrent.futures.thread.ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Wait for the executor's threads to end."""
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is None:
            return
        import threading

        ended = self.create_future()

        def wait_for_threads():
            try:
                executor.shutdown(wait=True)
                if not self.is_closed():
                    self.call_soon_threadsafe(futures._set_result_unless_cancelled, ended, None)
            except Exception as error:
                if not self.is_closed() and not ended.cancelled():
                    self.call_soon_threadsafe(ended.set_exception, error)

        thread = threading.Thread(target=wait_for_threads)
        thread.start()
        from . import timeouts

        try:
            async with timeouts.timeout(timeout):
                await ended
        except TimeoutError:
            warnings.warn(f"The executor did not finishing joining its threads within {timeout} seconds.",
                          RuntimeWarning, stacklevel=2)
            executor.shutdown(wait=False)
        else:
            thread.join()

    # -- asynchronous generators --

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            warnings.warn(f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call",
                          ResourceWarning, source=self)
        self._asyncgens.add(agen)

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close every asynchronous generator that is still open."""
        self._asyncgens_shutdown_called = True
        if not len(self._asyncgens):
            return
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = await tasks.gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {agen!r}",
                    "exception": result, "asyncgen": agen})

    # -- errors --

    def get_exception_handler(self):
        """The handler, or None for the default one."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """A function of loop and context, or None."""
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Logs what went wrong."""
        message = context.get("message") or "Unhandled exception in event loop"
        error = context.get("exception")
        exc_info = (type(error), error, error.__traceback__) if error is not None else False
        lines = [message]
        for key in sorted(context):
            if key in ("message", "exception"):
                continue
            value = context[key]
            if key in ("source_traceback", "handle_traceback"):
                import traceback

                intro = "Object created at" if key == "source_traceback" else "Handle created at"
                value = f"{intro} (most recent call last):\n" + "".join(traceback.format_list(value)).rstrip()
            else:
                value = repr(value)
            lines.append(f"{key}: {value}")
        logger.error("\n".join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Reports through the handler; a failing handler is reported, too."""
        if self._exception_handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error("Exception in default exception handler", exc_info=True)
            return
        try:
            owner = context.get("task")
            if owner is None:
                owner = context.get("future")
            if owner is None:
                owner = context.get("handle")
            where = owner.get_context() if owner is not None and hasattr(owner, "get_context") else None
            if where is not None and hasattr(where, "run"):
                where.run(self._exception_handler, self, context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            try:
                self.default_exception_handler({"message": "Unhandled error in exception handler",
                                                "exception": error, "context": context})
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error("Exception in default exception handler while handling an unexpected error "
                             "in custom exception handler", exc_info=True)

    # -- names and addresses --

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo in a thread."""
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo in a thread."""
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0, type=socket.SOCK_STREAM, proto=0, flags=0, loop=None):
        host, port = address[:2]
        info = _numeric_address(host, port, family, type, proto)
        if info is not None:
            return [info]
        return await self.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)

    # -- connections --

    async def _connect_sock(self, failures, info, local_infos=None):
        """A socket connected to one address; errors are kept in `failures` as well."""
        mine = []
        failures.append(mine)
        family, kind, proto, _, address = info
        sock = None
        try:
            sock = socket.socket(family=family, type=kind, proto=proto)
            sock.setblocking(False)
            if local_infos is not None:
                for lfamily, _, _, _, laddr in local_infos:
                    if lfamily != family:
                        continue
                    try:
                        sock.bind(laddr)
                        break
                    except OSError as error:
                        text = f"error while attempting to bind on address {laddr!r}: {str(error).lower()}"
                        mine.append(OSError(error.errno, text))
                else:
                    if mine:
                        raise mine.pop()
                    raise OSError(f"no matching local address with family={family!r} found")
            await self.sock_connect(sock, address)
            return sock
        except OSError as error:
            mine.append(error)
            if sock is not None:
                sock.close()
            raise
        except:
            if sock is not None:
                sock.close()
            raise
        finally:
            mine = failures = None

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0,
                                flags=0, sock=None, local_addr=None, server_hostname=None,
                                ssl_handshake_timeout=None, ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
                                interleave=None, all_errors=False):
        """A transport and a protocol, connected to a TCP server."""
        if server_hostname is not None and not ssl:
            raise ValueError("server_hostname is only meaningful with ssl")
        if server_hostname is None and ssl:
            # An empty name is allowed; it switches the check of names off for a context that is made here.
            if not host:
                raise ValueError("You must set server_hostname when using ssl without a host")
            server_hostname = host
        _check_tls(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if happy_eyeballs_delay is not None and interleave is None:
            interleave = 1
        if host is None and port is None:
            if sock is None:
                raise ValueError("host and port was not specified and no sock specified")
            if sock.type != socket.SOCK_STREAM:
                raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        else:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            sock = await self._connect_any(host, port, family, proto, flags, local_addr, interleave,
                                           happy_eyeballs_delay, all_errors)
        transport, protocol = await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname, False, ssl_handshake_timeout, ssl_shutdown_timeout)
        if self.get_debug():
            logger.debug("%r connected to %s:%r: (%r, %r)", transport.get_extra_info("socket"), host, port,
                         transport, protocol)
        return transport, protocol

    async def _connect_any(self, host, port, family, proto, flags, local_addr, interleave, delay, all_errors):
        infos = await self._ensure_resolved((host, port), family=family, type=socket.SOCK_STREAM, proto=proto, flags=flags)
        if not infos:
            raise OSError("getaddrinfo() returned empty list")
        local_infos = None
        if local_addr is not None:
            local_infos = await self._ensure_resolved(local_addr, family=family, type=socket.SOCK_STREAM,
                                                      proto=proto, flags=flags)
            if not local_infos:
                raise OSError("getaddrinfo() returned empty list")
        if interleave:
            infos = _interleaved(infos, interleave)
        failures, sock = [], None
        if delay is None:
            for info in infos:
                try:
                    sock = await self._connect_sock(failures, info, local_infos)
                    break
                except OSError:
                    continue
        else:
            sock = (await staggered.staggered_race(
                (functools.partial(self._connect_sock, failures, info, local_infos) for info in infos),
                delay, loop=self))[0]
        if sock is not None:
            return sock
        errors = [error for group in failures for error in group]
        try:
            if all_errors:
                raise ExceptionGroup("create_connection failed", errors)
            if len(errors) == 1:
                raise errors[0]
            first = str(errors[0])
            if all(str(error) == first for error in errors):
                raise errors[0]
            raise OSError("Multiple exceptions: {}".format(", ".join(str(error) for error in errors)))
        finally:
            failures = errors = None

    async def _create_connection_transport(self, sock, protocol_factory, ssl=None, server_hostname=None,
                                           server_side=False, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        if ssl:
            transport = self._make_ssl_transport(
                sock, protocol, None if isinstance(ssl, bool) else ssl, waiter, server_side=server_side,
                server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                ssl_shutdown_timeout=ssl_shutdown_timeout)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        """A transport and a protocol for a connection that something else accepted."""
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        _check_tls(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        return await self._create_connection_transport(sock, protocol_factory, ssl, "", True, ssl_handshake_timeout,
                                                       ssl_shutdown_timeout)

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0,
                                       proto=0, flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        """A transport and a protocol for datagrams."""
        if sock is None:
            if local_addr is None and remote_addr is None and family == 0:
                raise ValueError("unexpected address family")
            choices = []
            if family == socket.AF_UNIX or isinstance(local_addr or remote_addr, str):
                choices.append((socket.AF_UNIX, proto, local_addr, remote_addr))
            elif local_addr is None and remote_addr is None:
                choices.append((family, proto, None, None))
            else:
                found = collections.OrderedDict()
                for index, address in enumerate((local_addr, remote_addr)):
                    if address is None:
                        continue
                    infos = await self._ensure_resolved(address, family=family, type=socket.SOCK_DGRAM,
                                                        proto=proto, flags=flags)
                    if not infos:
                        raise OSError("getaddrinfo() returned empty list")
                    for fam, _, pro, _, place in infos:
                        found.setdefault((fam, pro), [None, None])[index] = place
                choices = [(fam, pro, *pair) for (fam, pro), pair in found.items()
                           if not (local_addr and pair[0] is None or remote_addr and pair[1] is None)]
                if not choices:
                    raise ValueError("can not get address information")
            failures = []
            for fam, pro, local, remote in choices:
                try:
                    sock = socket.socket(family=fam, type=socket.SOCK_DGRAM, proto=pro)
                    if reuse_port:
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                    if allow_broadcast:
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                    sock.setblocking(False)
                    if local:
                        sock.bind(local)
                    if remote and not allow_broadcast:
                        await self.sock_connect(sock, remote)
                    remote_addr = remote
                    break
                except OSError as error:
                    if sock is not None:
                        sock.close()
                    failures.append(error)
                    sock = None
            if sock is None:
                raise failures[0]
        else:
            if sock.type == socket.SOCK_STREAM:
                raise ValueError(f"A datagram socket was expected, got {sock!r}")
            sock.setblocking(False)
            remote_addr = None
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote_addr, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def create_server(self, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC,
                            flags=socket.AI_PASSIVE, sock=None, backlog=100, ssl=None, reuse_address=None,
                            reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                            start_serving=True):
        """A TCP server."""
        if isinstance(ssl, bool):
            raise TypeError("ssl argument must be an SSLContext or None")
        _check_tls(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            sockets = await self._listening(host, port, family, flags, reuse_address, reuse_port, keep_alive)
        else:
            if sock is None:
                raise ValueError("Neither host/port nor sock were specified")
            if sock.type != socket.SOCK_STREAM:
                raise ValueError(f"A Stream Socket was expected, got {sock!r}")
            sockets = [sock]
        for each in sockets:
            each.setblocking(False)
        server = Server(self, sockets, protocol_factory, ssl, backlog, ssl_handshake_timeout, ssl_shutdown_timeout)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        if self.get_debug():
            logger.info("%r is serving", server)
        return server

    async def _listening(self, host, port, family, flags, reuse_address, reuse_port, keep_alive):
        if reuse_address is None:
            reuse_address = os.name == "posix" and sys.platform != "cygwin"
        if host == "":
            hosts = [None]
        elif isinstance(host, str) or not isinstance(host, collections.abc.Iterable):
            hosts = [host]
        else:
            hosts = host
        infos = []
        for each in hosts:
            found = await self._ensure_resolved((each, port), family=family, type=socket.SOCK_STREAM, flags=flags)
            if not found:
                raise OSError(f"getaddrinfo({each!r}) returned empty list")
            infos.extend(info for info in found if info not in infos)
        sockets, complete = [], False
        try:
            for fam, kind, proto, _, address in infos:
                try:
                    sock = socket.socket(fam, kind, proto)
                except OSError:
                    continue
                sockets.append(sock)
                if reuse_address:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
                if reuse_port:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
                if keep_alive:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)
                if fam == socket.AF_INET6:
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
                try:
                    sock.bind(address)
                except OSError as error:
                    if error.errno == 99:
                        # An address of a family that this machine has switched off.
                        sockets.pop().close()
                        continue
                    text = f"error while attempting to bind on address {address!r}: {str(error).lower()}"
                    raise OSError(error.errno, text) from None
            if not sockets:
                raise OSError(f"could not bind on any address out of {[info[4] for info in infos]!r}")
            complete = True
        finally:
            if not complete:
                for sock in sockets:
                    sock.close()
        return sockets

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None,
                        ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Encrypt a connection from now on; the new transport for its protocol."""
        import ssl

        from . import sslproto

        if not isinstance(sslcontext, ssl.SSLContext):
            raise TypeError(f"sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}")
        if not getattr(transport, "_start_tls_compatible", False):
            raise TypeError(f"transport {transport!r} is not supported by start_tls()")
        waiter = self.create_future()
        encrypted = sslproto.SSLProtocol(
            self, protocol, sslcontext, waiter, server_side, server_hostname, call_connection_made=False,
            ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        # Nothing may arrive between the change of protocols and the greeting.
        transport.pause_reading()
        transport.set_protocol(encrypted)
        beginning = self.call_soon(encrypted.connection_made, transport)
        going_on = self.call_soon(transport.resume_reading)
        try:
            await waiter
        except BaseException:
            transport.close()
            beginning.cancel()
            going_on.cancel()
            raise
        return encrypted._get_app_transport()

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Missing."""
        raise NotImplementedError("loop.sendfile() is not supported")

    # -- pipes and processes --

    async def connect_read_pipe(self, protocol_factory, pipe):
        """A transport that reads a pipe."""
        return await self._connect_pipe(self._make_read_pipe_transport, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """A transport that writes a pipe."""
        return await self._connect_pipe(self._make_write_pipe_transport, protocol_factory, pipe)

    async def _connect_pipe(self, make, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(pipe, protocol, waiter)
        try:
            await waiter
        except:
            transport.close()
            raise
        return transport, protocol

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None,
                               text=None, **kwargs):
        """A shell command as a subprocess."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        if not shell:
            raise ValueError("shell must be True")
        _check_process_options(universal_newlines, bufsize, text, encoding, errors)
        protocol = protocol_factory()
        transport = await self._make_subprocess_transport(protocol, cmd, True, stdin, stdout, stderr, bufsize, **kwargs)
        return transport, protocol

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=-1, stdout=-1, stderr=-1,
                              universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None,
                              text=None, **kwargs):
        """A program as a subprocess."""
        if shell:
            raise ValueError("shell must be False")
        _check_process_options(universal_newlines, bufsize, text, encoding, errors)
        protocol = protocol_factory()
        transport = await self._make_subprocess_transport(protocol, (program, *args), False, stdin, stdout, stderr,
                                                          bufsize, **kwargs)
        return transport, protocol


def _check_process_options(universal_newlines, bufsize, text, encoding, errors):
    if universal_newlines:
        raise ValueError("universal_newlines must be False")
    if bufsize != 0:
        raise ValueError("bufsize must be 0")
    if text:
        raise ValueError("text must be False")
    if encoding is not None:
        raise ValueError("encoding must be None")
    if errors is not None:
        raise ValueError("errors must be None")


def _format_handle(handle):
    callback = handle._callback
    owner = getattr(callback, "__self__", None)
    return repr(owner) if isinstance(owner, tasks.Task) else str(handle)
