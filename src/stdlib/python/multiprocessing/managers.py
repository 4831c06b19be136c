"""Managers: a server process that holds objects, and proxies that call their methods.

A client's thread keeps one connection to the server; a thread of the server
serves it. Every request is `(ident, method, arguments, keywords)`, every answer
`(kind, value)`. References from proxies are counted; an object that nobody
refers to any more is let go.
"""

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token", "SharedMemoryManager"]

import os
import queue
import signal
import sys
import threading
import time
import types
from traceback import format_exc

from . import connection, context, pool, process, shared_memory, util
from . import get_context
from .context import ProcessError
from .reduction import register
from .util import Finalize, info

HAS_SHMEM = True


class Token:
    """Which object of which server."""

    __slots__ = ("typeid", "address", "id")

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return "%s(typeid=%r, address=%r, id=%r)" % (type(self).__name__, self.typeid, self.address, self.id)


def dispatch(c, id, methodname, args=(), kwds={}):
    """Call a function of the server itself."""
    c.send((id, methodname, args, kwds))
    kind, result = c.recv()
    if kind == "#RETURN":
        return result
    try:
        raise convert_to_error(kind, result)
    finally:
        del result


def convert_to_error(kind, result):
    """The exception that an answer stands for."""
    if kind == "#ERROR":
        return result
    if kind in ("#TRACEBACK", "#UNSERIALIZABLE"):
        if not isinstance(result, str):
            raise TypeError("Result {0!r} (kind '{1}') type is {2}, not str".format(result, kind, type(result)))
        return RemoteError(result if kind == "#TRACEBACK" else "Unserializable message: %s\n" % result)
    return ValueError("Unrecognized message type {!r}".format(kind))


class RemoteError(Exception):
    """Something went wrong in the server."""

    def __str__(self):
        line = "-" * 75
        return "\n" + line + "\n" + str(self.args[0]) + line


def all_methods(obj):
    """The names of an object's methods."""
    names = []
    for name in dir(obj):
        if callable(getattr(obj, name)):
            names.append(name)
    return names


def public_methods(obj):
    """The names of an object's methods that do not begin with an underscore."""
    return [name for name in all_methods(obj) if name[0] != "_"]


class Server:
    """The server process: objects by ident, and how often each is referred to."""

    public = ["shutdown", "create", "accept_connection", "get_methods", "debug_info", "number_of_objects", "dummy",
              "incref", "decref"]

    def __init__(self, registry, address, authkey, serializer):
        if not isinstance(authkey, bytes):
            raise TypeError("Authkey {0!r} is type {1!s}, not bytes".format(authkey, type(authkey)))
        self.registry = registry
        self.authkey = process.AuthenticationString(authkey)
        self.listener = connection.Listener(address=address, backlog=128)
        self.address = self.listener.address
        self.id_to_obj = {"0": (None, ())}
        self.id_to_refcount = {}
        self.id_to_local_proxy_obj = {}
        self.mutex = threading.Lock()

    def serve_forever(self):
        """Serve until told to stop."""
        self.stop_event = threading.Event()
        process.current_process()._manager_server = self
        try:
            accepter = threading.Thread(target=self.accepter)
            accepter.daemon = True
            accepter.start()
            try:
                while not self.stop_event.is_set():
                    self.stop_event.wait(1)
            except (KeyboardInterrupt, SystemExit):
                pass
        finally:
            if sys.stdout != sys.__stdout__:
                sys.stdout = sys.__stdout__
                sys.stderr = sys.__stderr__
            sys.exit(0)

    def accepter(self):
        """A thread for each connection."""
        while True:
            try:
                c = self.listener.accept()
            except OSError:
                continue
            except Exception:
                # Somebody without the key; the next one may have it.
                continue
            thread = threading.Thread(target=self.handle_request, args=(c,))
            thread.daemon = True
            thread.start()

    def _handle_request(self, c):
        request = None
        try:
            connection.deliver_challenge(c, self.authkey)
            connection.answer_challenge(c, self.authkey)
            request = c.recv()
            ignore, funcname, args, kwds = request
            assert funcname in self.public, "%r unrecognized" % funcname
            func = getattr(self, funcname)
        except Exception:
            answer = ("#TRACEBACK", format_exc())
        else:
            try:
                result = func(c, *args, **kwds)
            except Exception:
                answer = ("#TRACEBACK", format_exc())
            else:
                answer = ("#RETURN", result)
        try:
            c.send(answer)
        except Exception as error:
            try:
                c.send(("#TRACEBACK", format_exc()))
            except Exception:
                pass
            info("Failure to send message: %r", answer)
            info(" ... request was %r", request)
            info(" ... exception was %r", error)

    def handle_request(self, conn):
        """One connection, which may become one that is served for long."""
        try:
            self._handle_request(conn)
        except SystemExit:
            pass
        finally:
            conn.close()

    def _look_up(self, ident):
        try:
            return self.id_to_obj[ident]
        except KeyError:
            return self.id_to_local_proxy_obj[ident]

    def serve_client(self, conn):
        """Serve the calls of one thread of a client."""
        util.debug("starting server thread to service %r", threading.current_thread().name)
        recv, send = conn.recv, conn.send
        while not self.stop_event.is_set():
            methodname = obj = None
            try:
                request = recv()
                ident, methodname, args, kwds = request
                obj, exposed, gettypeid = self._look_up(ident)
                if methodname not in exposed:
                    raise AttributeError("method %r of %r object is not in exposed=%r" % (methodname, type(obj), exposed))
                try:
                    result = getattr(obj, methodname)(*args, **kwds)
                except Exception as error:
                    answer = ("#ERROR", error)
                else:
                    typeid = gettypeid and gettypeid.get(methodname, None)
                    if typeid:
                        rident, rexposed = self.create(conn, typeid, result)
                        answer = ("#PROXY", (rexposed, Token(typeid, self.address, rident)))
                    else:
                        answer = ("#RETURN", result)
            except AttributeError:
                if methodname is None:
                    answer = ("#TRACEBACK", format_exc())
                else:
                    try:
                        fallback = self.fallback_mapping[methodname]
                        answer = ("#RETURN", fallback(self, conn, ident, obj, *args, **kwds))
                    except Exception:
                        answer = ("#TRACEBACK", format_exc())
            except EOFError:
                util.debug("got EOF -- exiting thread serving %r", threading.current_thread().name)
                sys.exit(0)
            except Exception:
                answer = ("#TRACEBACK", format_exc())
            try:
                try:
                    send(answer)
                except Exception:
                    send(("#UNSERIALIZABLE", format_exc()))
            except Exception as error:
                info("exception in thread serving %r", threading.current_thread().name)
                info(" ... message was %r", answer)
                info(" ... exception was %r", error)
                conn.close()
                sys.exit(1)
            request = result = answer = args = kwds = None

    def fallback_getvalue(self, conn, ident, obj):
        """The object itself."""
        return obj

    def fallback_str(self, conn, ident, obj):
        """The object as a text."""
        return str(obj)

    def fallback_repr(self, conn, ident, obj):
        """The object's repr."""
        return repr(obj)

    fallback_mapping = {"__str__": fallback_str, "__repr__": fallback_repr, "#GETVALUE": fallback_getvalue}

    def dummy(self, c):
        """Whether the server answers."""

    def debug_info(self, c):
        """The objects and their counts as a text."""
        with self.mutex:
            rows = ["  %s:       refcount=%s\n    %s" % (ident, self.id_to_refcount[ident],
                                                         str(self.id_to_obj[ident][0])[:75])
                    for ident in sorted(self.id_to_refcount) if ident != "0"]
        return "\n".join(rows)

    def number_of_objects(self, c):
        """How many objects there are."""
        return len(self.id_to_refcount)

    def shutdown(self, c):
        """Stop."""
        try:
            util.debug("manager received shutdown message")
            c.send(("#RETURN", None))
        except:
            import traceback

            traceback.print_exc()
        finally:
            self.stop_event.set()

    def create(self, c, typeid, /, *args, **kwds):
        """A new object: its ident and the names of its methods."""
        with self.mutex:
            make, exposed, method_to_typeid, proxytype = self.registry[typeid]
            if make is None:
                if kwds or len(args) != 1:
                    raise ValueError("Without callable, must have one non-keyword argument")
                obj = args[0]
            else:
                obj = make(*args, **kwds)
            if exposed is None:
                exposed = public_methods(obj)
            if method_to_typeid is not None:
                if not isinstance(method_to_typeid, dict):
                    raise TypeError("Method_to_typeid {0!r}: type {1!s}, not dict".format(method_to_typeid,
                                                                                     type(method_to_typeid)))
                exposed = list(exposed) + list(method_to_typeid)
            ident = "%x" % id(obj)
            util.debug("%r callable returned object with id %r", typeid, ident)
            self.id_to_obj[ident] = (obj, set(exposed), method_to_typeid)
            if ident not in self.id_to_refcount:
                self.id_to_refcount[ident] = 0
        self.incref(c, ident)
        return ident, tuple(exposed)

    def get_methods(self, c, token):
        """The names of an object's methods."""
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, c, name):
        """From now on this connection carries calls."""
        threading.current_thread().name = name
        c.send(("#RETURN", None))
        self.serve_client(c)

    def incref(self, c, ident):
        """One more proxy refers to an object."""
        with self.mutex:
            try:
                self.id_to_refcount[ident] += 1
            except KeyError:
                # A proxy of ours is on its way to another process.
                if ident not in self.id_to_local_proxy_obj:
                    raise
                self.id_to_refcount[ident] = 1
                self.id_to_obj[ident] = self.id_to_local_proxy_obj[ident]
                util.debug("Server re-enabled tracking & INCREF %r", ident)

    def decref(self, c, ident):
        """One proxy less refers to an object."""
        if ident not in self.id_to_refcount and ident in self.id_to_local_proxy_obj:
            util.debug("Server DECREF skipping %r", ident)
            return
        with self.mutex:
            if self.id_to_refcount[ident] <= 0:
                raise AssertionError("Id {0!s} ({1!r}) has refcount {2:n}, not 1+".format(
                    ident, self.id_to_obj[ident], self.id_to_refcount[ident]))
            self.id_to_refcount[ident] -= 1
            if self.id_to_refcount[ident] == 0:
                del self.id_to_refcount[ident]
        if ident not in self.id_to_refcount:
            # Letting go may call back, so it happens outside of the mutex.
            self.id_to_obj[ident] = (None, (), None)
            util.debug("disposing of obj with id %r", ident)
            with self.mutex:
                del self.id_to_obj[ident]


class State:
    """What a manager is doing."""

    __slots__ = ["value"]
    INITIAL = 0
    STARTED = 1
    SHUTDOWN = 2


listener_client = {
    "pickle": (connection.Listener, connection.Client),
}


class BaseManager:
    """Something that starts a server, or connects to one, and makes proxies."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        if authkey is None:
            authkey = process.current_process().authkey
        self._address = address
        self._authkey = process.AuthenticationString(authkey)
        self._state = State()
        self._state.value = State.INITIAL
        self._serializer = serializer
        self._Listener, self._Client = listener_client[serializer]
        self._ctx = ctx or get_context()
        self._shutdown_timeout = shutdown_timeout

    def get_server(self):
        """A server for this process to run itself."""
        self._check_initial()
        return Server(self._registry, self._address, self._authkey, self._serializer)

    def _check_initial(self):
        if self._state.value != State.INITIAL:
            if self._state.value == State.STARTED:
                raise ProcessError("Already started server")
            if self._state.value == State.SHUTDOWN:
                raise ProcessError("Manager has shut down")
            raise ProcessError("Unknown state {!r}".format(self._state.value))

    def connect(self):
        """Connect to a server that runs."""
        conn = self._Client(self._address, authkey=self._authkey)
        dispatch(conn, None, "dummy")
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server process."""
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        reader, writer = connection.Pipe(duplex=False)
        self._process = self._ctx.Process(
            target=type(self)._run_server,
            args=(self._registry, self._address, self._authkey, self._serializer, writer, initializer, initargs),
        )
        ident = ":".join(map(str, self._process._identity))
        self._process.name = type(self).__name__ + "-" + ident
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(
            self, type(self)._finalize_manager,
            args=(self._process, self._address, self._authkey, self._state, self._Client, self._shutdown_timeout),
            exitpriority=0,
        )

    @classmethod
    def _run_server(cls, registry, address, authkey, serializer, writer, initializer=None, initargs=()):
        # Ctrl-C is for the program; the server ends when it is told to.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        server = cls._Server(registry, address, authkey, serializer)
        writer.send(server.address)
        writer.close()
        threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
        util.info("manager serving at %r", server.address)
        server.serve_forever()

    def _create(self, typeid, /, *args, **kwds):
        assert self._state.value == State.STARTED, "server not yet started"
        conn = self._Client(self._address, authkey=self._authkey)
        try:
            ident, exposed = dispatch(conn, None, "create", (typeid,) + args, kwds)
        finally:
            conn.close()
        return Token(typeid, self._address, ident), exposed

    def join(self, timeout=None):
        """Wait for the server process to end."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _ask(self, name):
        conn = self._Client(self._address, authkey=self._authkey)
        try:
            return dispatch(conn, None, name)
        finally:
            conn.close()

    def _debug_info(self):
        return self._ask("debug_info")

    def _number_of_objects(self):
        return self._ask("number_of_objects")

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        if self._state.value != State.STARTED:
            if self._state.value == State.INITIAL:
                raise ProcessError("Unable to start server")
            if self._state.value == State.SHUTDOWN:
                raise ProcessError("Manager has shut down")
            raise ProcessError("Unknown state {!r}".format(self._state.value))
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    @staticmethod
    def _finalize_manager(process, address, authkey, state, _Client, shutdown_timeout):
        if process.is_alive():
            util.info("sending shutdown message to manager")
            try:
                conn = _Client(address, authkey=authkey)
                try:
                    dispatch(conn, None, "shutdown")
                finally:
                    conn.close()
            except Exception:
                pass
            process.join(timeout=shutdown_timeout)
            if process.is_alive():
                util.info("manager still alive")
                process.terminate()
                process.join(timeout=shutdown_timeout)
                if process.is_alive():
                    process.kill()
                    process.join()
        state.value = State.SHUTDOWN
        try:
            del BaseProxy._address_to_local[address]
        except KeyError:
            pass

    @property
    def address(self):
        """Where the server listens."""
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Add a kind of object that the server can hold."""
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        if method_to_typeid:
            for key, value in list(method_to_typeid.items()):
                assert type(key) is str, "%r is not a string" % key
                assert type(value) is str, "%r is not a string" % value
        cls._registry[typeid] = (callable, exposed, method_to_typeid, proxytype)
        if create_method:

            def create(self, /, *args, **kwds):
                util.debug("requesting creation of a shared %r object", typeid)
                token, exposed = self._create(typeid, *args, **kwds)
                proxy = proxytype(token, self._serializer, manager=self, authkey=self._authkey, exposed=exposed)
                conn = self._Client(token.address, authkey=self._authkey)
                dispatch(conn, None, "decref", (token.id,))
                return proxy

            create.__name__ = typeid
            setattr(cls, typeid, create)


def _end_with_parent(server):
    """A server whose parent was killed has nobody left to serve."""
    parent = process.parent_process()
    if parent is None:
        return
    parent.join()
    try:
        address = server.listener.address
        server.listener.close()
        if isinstance(address, str):
            # The directory was the parent's to remove.
            os.rmdir(os.path.dirname(address))
    except OSError:
        pass
    finally:
        os._exit(0)


class ProcessLocalSet(set):
    """A set that is empty in a forked child."""

    def __init__(self):
        util.register_after_fork(self, lambda obj: obj.clear())

    def __reduce__(self):
        return type(self), ()


class BaseProxy:
    """Stands for an object of a server."""

    _address_to_local = {}
    _mutex = util.ForkAwareThreadLock()
    # Objects have numbers in each process; servers do not know of proxies.
    _next_serial = 1

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
        with BaseProxy._mutex:
            shared = BaseProxy._address_to_local.get(token.address, None)
            if shared is None:
                shared = util.ForkAwareLocal(), ProcessLocalSet()
                BaseProxy._address_to_local[token.address] = shared
            self._serial = BaseProxy._next_serial
            BaseProxy._next_serial += 1
        # Each thread has a connection of its own.
        self._tls, self._all_serials = shared
        self._token = token
        self._id = self._token.id
        self._manager = manager
        self._serializer = serializer
        self._Client = listener_client[serializer][1]
        self._owned_by_manager = manager_owned
        if authkey is not None:
            self._authkey = process.AuthenticationString(authkey)
        elif self._manager is not None:
            self._authkey = self._manager._authkey
        else:
            self._authkey = process.current_process().authkey
        if incref:
            self._incref()
        util.register_after_fork(self, BaseProxy._after_fork)

    def _connect(self):
        util.debug("making connection to manager")
        name = process.current_process().name
        if threading.current_thread().name != "MainThread":
            name += "|" + threading.current_thread().name
        conn = self._Client(self._token.address, authkey=self._authkey)
        dispatch(conn, None, "accept_connection", (name,))
        self._tls.connection = conn

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object."""
        try:
            conn = self._tls.connection
        except AttributeError:
            util.debug("thread %r does not own a connection", threading.current_thread().name)
            self._connect()
            conn = self._tls.connection
        conn.send((self._id, methodname, args, kwds))
        kind, result = conn.recv()
        if kind == "#RETURN":
            return result
        if kind == "#PROXY":
            exposed, token = result
            proxytype = self._manager._registry[token.typeid][-1]
            token.address = self._token.address
            proxy = proxytype(token, self._serializer, manager=self._manager, authkey=self._authkey, exposed=exposed)
            conn = self._Client(token.address, authkey=self._authkey)
            dispatch(conn, None, "decref", (token.id,))
            return proxy
        try:
            raise convert_to_error(kind, result)
        finally:
            del result

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod("#GETVALUE")

    def _incref(self):
        if self._owned_by_manager:
            util.debug("owned_by_manager skipped INCREF of %r", self._token.id)
            return
        conn = self._Client(self._token.address, authkey=self._authkey)
        dispatch(conn, None, "incref", (self._id,))
        util.debug("INCREF %r", self._token.id)
        self._all_serials.add(self._serial)
        state = self._manager and self._manager._state
        self._close = util.Finalize(
            self, BaseProxy._decref,
            args=(self._token, self._serial, self._authkey, state, self._tls, self._all_serials, self._Client),
            exitpriority=10,
        )

    @staticmethod
    def _decref(token, serial, authkey, state, tls, serials, _Client):
        serials.discard(serial)
        if state is None or state.value == State.STARTED:
            try:
                util.debug("DECREF %r", token.id)
                conn = _Client(token.address, authkey=authkey)
                dispatch(conn, None, "decref", (token.id,))
            except Exception as error:
                util.debug("... decref failed %s", error)
        else:
            util.debug("DECREF %r -- manager already shutdown", token.id)
        # The last proxy of this process closes the thread's connection.
        if not serials and hasattr(tls, "connection"):
            util.debug("thread %r has no more proxies so closing conn", threading.current_thread().name)
            tls.connection.close()
            del tls.connection

    def _after_fork(self):
        self._manager = None
        try:
            self._incref()
        except Exception as error:
            util.info("incref failed: %s" % error)

    def __reduce__(self):
        kwds = {}
        if context.get_spawning_popen() is not None:
            kwds["authkey"] = self._authkey
        if getattr(self, "_isauto", False):
            kwds["exposed"] = self._exposed_
            return RebuildProxy, (AutoProxy, self._token, self._serializer, kwds)
        return RebuildProxy, (type(self), self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return "<%s object, typeid %r at %#x>" % (type(self).__name__, self._token.typeid, id(self))

    def __str__(self):
        try:
            return self._callmethod("__repr__")
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    """A proxy in another process; in the server, the object's own entry."""
    server = getattr(process.current_process(), "_manager_server", None)
    if server and server.address == token.address:
        util.debug("Rebuild a proxy owned by manager, token=%r", token)
        kwds["manager_owned"] = True
        if token.id not in server.id_to_local_proxy_obj:
            server.id_to_local_proxy_obj[token.id] = server.id_to_obj[token.id]
    incref = kwds.pop("incref", True) and not getattr(process.current_process(), "_inheriting", False)
    return func(token, serializer, incref=incref, **kwds)


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies with some methods."""
    exposed = tuple(exposed)
    try:
        return _cache[(name, exposed)]
    except KeyError:
        pass
    methods = {method: _forwarding(method) for method in exposed}
    kind = type(name, (BaseProxy,), methods)
    kind._exposed_ = exposed
    _cache[(name, exposed)] = kind
    return kind


def _forwarding(method):
    def forward(self, /, *args, **kwds):
        return self._callmethod(method, args, kwds)

    forward.__name__ = method
    forward.__qualname__ = method
    return forward


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """A proxy with all public methods of its object."""
    client = listener_client[serializer][1]
    if exposed is None:
        conn = client(token.address, authkey=authkey)
        try:
            exposed = dispatch(conn, None, "get_methods", (token,))
        finally:
            conn.close()
    if authkey is None and manager is not None:
        authkey = manager._authkey
    if authkey is None:
        authkey = process.current_process().authkey
    kind = MakeProxyType("AutoProxy[%s]" % token.typeid, exposed)
    proxy = kind(token, serializer, manager=manager, authkey=authkey, incref=incref, manager_owned=manager_owned)
    proxy._isauto = True
    return proxy


# ---- what a SyncManager holds


class Namespace:
    """An object with attributes."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = ["%s=%r" % (name, value) for name, value in self.__dict__.items() if not name.startswith("_")]
        return "%s(%s)" % (type(self).__name__, ", ".join(sorted(items)))


class Value:
    """A value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        """The value."""
        return self._value

    def set(self, value):
        """Change the value."""
        self._value = value

    def __repr__(self):
        return "%s(%r, %r)" % (type(self).__name__, self._typecode, self._value)

    value = property(get, set)


def Array(typecode, sequence, lock=True):
    """An array of the module `array`."""
    import array

    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    """An iterator or generator."""

    _exposed_ = ("__next__", "send", "throw", "close")

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod("__next__", args)

    def send(self, *args):
        """Go on with a value."""
        return self._callmethod("send", args)

    def throw(self, *args):
        """Go on with an exception."""
        return self._callmethod("throw", args)

    def close(self, *args):
        """End it."""
        return self._callmethod("close", args)


class AcquirerProxy(BaseProxy):
    """A lock."""

    _exposed_ = ("acquire", "release")

    def acquire(self, blocking=True, timeout=None):
        """Take the lock."""
        return self._callmethod("acquire", (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        """Give it back."""
        return self._callmethod("release")

    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod("release")


class ConditionProxy(AcquirerProxy):
    """A condition variable."""

    _exposed_ = ("acquire", "release", "wait", "notify", "notify_all")

    def wait(self, timeout=None):
        """Wait to be notified."""
        return self._callmethod("wait", (timeout,))

    def notify(self, n=1):
        """Wake up to n waiters."""
        return self._callmethod("notify", (n,))

    def notify_all(self):
        """Wake all waiters."""
        return self._callmethod("notify_all")

    def wait_for(self, predicate, timeout=None):
        """Wait until a function says so."""
        result = predicate()
        if result:
            return result
        end = None if timeout is None else time.monotonic() + timeout
        while not result:
            left = None
            if end is not None:
                left = end - time.monotonic()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result


class EventProxy(BaseProxy):
    """An event."""

    _exposed_ = ("is_set", "set", "clear", "wait")

    def is_set(self):
        """Whether it is set."""
        return self._callmethod("is_set")

    def set(self):
        """Set it."""
        return self._callmethod("set")

    def clear(self):
        """Unset it."""
        return self._callmethod("clear")

    def wait(self, timeout=None):
        """Wait until it is set."""
        return self._callmethod("wait", (timeout,))


class BarrierProxy(BaseProxy):
    """A barrier."""

    _exposed_ = ("__getattribute__", "wait", "abort", "reset")

    def wait(self, timeout=None):
        """Wait for the others."""
        return self._callmethod("wait", (timeout,))

    def abort(self):
        """Break it."""
        return self._callmethod("abort")

    def reset(self):
        """Begin anew."""
        return self._callmethod("reset")

    @property
    def parties(self):
        """How many it takes."""
        return self._callmethod("__getattribute__", ("parties",))

    @property
    def n_waiting(self):
        """How many wait."""
        return self._callmethod("__getattribute__", ("n_waiting",))

    @property
    def broken(self):
        """Whether it is broken."""
        return self._callmethod("__getattribute__", ("broken",))


class NamespaceProxy(BaseProxy):
    """An object with attributes; names with an underscore are the proxy's own."""

    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__")

    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        return object.__getattribute__(self, "_callmethod")("__getattribute__", (key,))

    def __setattr__(self, key, value):
        if key[0] == "_":
            return object.__setattr__(self, key, value)
        return object.__getattribute__(self, "_callmethod")("__setattr__", (key, value))

    def __delattr__(self, key):
        if key[0] == "_":
            return object.__delattr__(self, key)
        return object.__getattribute__(self, "_callmethod")("__delattr__", (key,))


class ValueProxy(BaseProxy):
    """A value."""

    _exposed_ = ("get", "set")

    def get(self):
        """The value."""
        return self._callmethod("get")

    def set(self, value):
        """Change the value."""
        return self._callmethod("set", (value,))

    value = property(get, set)

    __class_getitem__ = classmethod(types.GenericAlias)


BaseListProxy = MakeProxyType("BaseListProxy", (
    "__add__", "__contains__", "__delitem__", "__getitem__", "__imul__", "__len__", "__mul__", "__reversed__", "__rmul__",
    "__setitem__", "append", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
))


class ListProxy(BaseListProxy):
    """A list."""

    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __imul__(self, value):
        self._callmethod("__imul__", (value,))
        return self

    __class_getitem__ = classmethod(types.GenericAlias)


_BaseDictProxy = MakeProxyType("_BaseDictProxy", (
    "__contains__", "__delitem__", "__getitem__", "__ior__", "__iter__", "__len__", "__or__", "__reversed__", "__ror__",
    "__setitem__", "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
))
_BaseDictProxy._method_to_typeid_ = {"__iter__": "Iterator"}


class DictProxy(_BaseDictProxy):
    """A dict."""

    def __ior__(self, value):
        self._callmethod("__ior__", (value,))
        return self

    __class_getitem__ = classmethod(types.GenericAlias)


ArrayProxy = MakeProxyType("ArrayProxy", ("__len__", "__getitem__", "__setitem__"))

BasePoolProxy = MakeProxyType("PoolProxy", (
    "apply", "apply_async", "close", "imap", "imap_unordered", "join", "map", "map_async", "starmap", "starmap_async",
    "terminate",
))
BasePoolProxy._method_to_typeid_ = {
    "apply_async": "AsyncResult", "map_async": "AsyncResult", "starmap_async": "AsyncResult",
    "imap": "Iterator", "imap_unordered": "Iterator",
}


class PoolProxy(BasePoolProxy):
    """A pool."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


# Views of a dict do not travel; lists of the same items do.
def _view_as_list(view):
    return list, (list(view),)


for _view in ({}.keys, {}.values, {}.items):
    register(type(_view()), _view_as_list)
del _view


class SyncManager(BaseManager):
    """A manager of everything that `multiprocessing.Manager()` offers."""


SyncManager.register("Queue", queue.Queue)
SyncManager.register("JoinableQueue", queue.Queue)
SyncManager.register("Event", threading.Event, EventProxy)
SyncManager.register("Lock", threading.Lock, AcquirerProxy)
SyncManager.register("RLock", threading.RLock, AcquirerProxy)
SyncManager.register("Semaphore", threading.Semaphore, AcquirerProxy)
SyncManager.register("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register("Condition", threading.Condition, ConditionProxy)
SyncManager.register("Barrier", threading.Barrier, BarrierProxy)
SyncManager.register("Pool", pool.Pool, PoolProxy)
SyncManager.register("list", list, ListProxy)
SyncManager.register("dict", dict, DictProxy)
SyncManager.register("Value", Value, ValueProxy)
SyncManager.register("Array", Array, ArrayProxy)
SyncManager.register("Namespace", Namespace, NamespaceProxy)
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
SyncManager.register("AsyncResult", create_method=False)


# ---- shared memory


class _SharedMemoryTracker:
    """The blocks of one manager."""

    def __init__(self, name, segment_names=[]):
        self.shared_memory_context_name = name
        self.segment_names = segment_names

    def register_segment(self, segment_name):
        util.debug(f"Register segment {segment_name!r} in pid {os.getpid()}")
        self.segment_names.append(segment_name)

    def destroy_segment(self, segment_name):
        util.debug(f"Destroy segment {segment_name!r} in pid {os.getpid()}")
        self.segment_names.remove(segment_name)
        segment = shared_memory.SharedMemory(segment_name)
        segment.close()
        segment.unlink()

    def unlink(self):
        for segment_name in self.segment_names[:]:
            self.destroy_segment(segment_name)


class SharedMemoryServer(Server):
    """A server that also keeps book of shared memory."""

    public = Server.public + ["track_segment", "release_segment", "list_segments"]

    def __init__(self, *args, **kwargs):
        Server.__init__(self, *args, **kwargs)
        address = self.address
        if isinstance(address, bytes):
            address = os.fsdecode(address)
        self.shared_memory_context = _SharedMemoryTracker(f"shm_{address}_{os.getpid()}", [])
        util.debug(f"SharedMemoryServer started by pid {os.getpid()}")

    def shutdown(self, c):
        self.shared_memory_context.unlink()
        return Server.shutdown(self, c)

    def track_segment(self, c, segment_name):
        """One more block."""
        self.shared_memory_context.register_segment(segment_name)

    def release_segment(self, c, segment_name):
        """One block less."""
        self.shared_memory_context.destroy_segment(segment_name)

    def list_segments(self, c):
        """The names of the blocks."""
        return self.shared_memory_context.segment_names


class SharedMemoryManager(BaseManager):
    """A manager of shared memory, which goes when the manager goes."""

    _Server = SharedMemoryServer

    def __init__(self, *args, **kwargs):
        from . import resource_tracker

        # One tracker for this process and the server.
        resource_tracker.ensure_running()
        BaseManager.__init__(self, *args, **kwargs)
        util.debug(f"{type(self).__name__} created by pid {os.getpid()}")

    def __del__(self):
        util.debug(f"{type(self).__name__}.__del__ by pid {os.getpid()}")

    def get_server(self):
        """A server for this process to run itself."""
        self._check_initial()
        return self._Server(self._registry, self._address, self._authkey, self._serializer)

    def _track(self, block, name):
        with self._Client(self._address, authkey=self._authkey) as conn:
            try:
                dispatch(conn, None, "track_segment", (name,))
            except BaseException:
                (block.shm if hasattr(block, "shm") else block).unlink()
                raise
        return block

    def SharedMemory(self, size):
        """A block of shared memory."""
        block = shared_memory.SharedMemory(None, create=True, size=size)
        return self._track(block, block.name)

    def ShareableList(self, sequence):
        """A list in shared memory."""
        block = shared_memory.ShareableList(sequence)
        return self._track(block, block.shm.name)
