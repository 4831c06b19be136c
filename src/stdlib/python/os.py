"""The operating system: everything of `posix`, the environment, and file trees."""

import sys
import stat as st
import posix
import posixpath as path
from posix import *
from abc import ABC as _ABC, abstractmethod as _abstractmethod
from _collections_abc import MutableMapping as _MutableMapping, _provides
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

_GenericAlias = type(list[int])

_exit = posix._exit
error = OSError


def _have(*names):
    """The functions of `posix` with these names, as far as they exist."""
    return {getattr(posix, n) for n in names if hasattr(posix, n)}


supports_dir_fd = _have("access", "chmod", "chown", "link", "mkdir", "mkfifo", "mknod", "open", "readlink", "rename",
                        "rmdir", "stat", "symlink", "unlink", "utime")
supports_effective_ids = _have("access")
supports_fd = _have("chdir", "chmod", "chown", "execve", "listdir", "pathconf", "scandir", "stat", "statvfs",
                    "truncate", "utime")
supports_follow_symlinks = _have("access", "chown", "link", "stat", "utime")


# ------------------------------------------------------------------ text ↔ bytes


class PathLike(_ABC):
    """Anything with __fspath__."""

    __slots__ = ()

    @_abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _provides(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(_GenericAlias)


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


def fsdecode(filename):
    """A path as str."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


# ------------------------------------------------------------------- environment


class _Environ(_MutableMapping):
    """The environment as a mapping; changes reach the process and its children."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            # The key as given, not as bytes.
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(f"{self.decodekey(k)!r}: {self.decodevalue(v)!r}" for k, v in self._data.items())
        return f"environ({{{items}}})"

    def copy(self):
        """A plain dict with the same items."""
        return dict(self)

    def setdefault(self, key, value):
        """The value for the key, stored first if absent."""
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new


def _text_key(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode(sys.getfilesystemencoding(), "surrogateescape")


def _text(value):
    return value.decode(sys.getfilesystemencoding(), "surrogateescape")


def _bytes_key(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _text_key, _text, _text_key, _text)
supports_bytes_environ = True
environb = _Environ(environ._data, _bytes_key, bytes, _bytes_key, bytes)


def getenv(key, default=None):
    """An environment variable, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """An environment variable as bytes, or the default."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """The directories in which programs are looked for."""
    if env is None:
        env = environ
    try:
        found = env.get("PATH")
    except TypeError:
        found = None
    if found is None:
        try:
            found = env[b"PATH"]
        except (KeyError, TypeError):
            pass
        else:
            found = fsdecode(found)
    if found is None:
        found = defpath
    return found.split(pathsep)


# -------------------------------------------------------------------- file trees


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and all missing ones above it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            # Somebody else was faster.
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty directory and the ones above that became empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making and removing directories as needed."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (directory, subdirectories, files) for a whole tree."""
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    # A tuple on the stack is a result that waits for its subdirectories.
    stack = [fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs = []
        nondirs = []
        deeper = []
        try:
            entries = scandir(top)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        failed = False
        with entries:
            while True:
                try:
                    entry = next(entries, None)
                except OSError as error:
                    if onerror is not None:
                        onerror(error)
                    failed = True
                    break
                if entry is None:
                    break
                try:
                    is_dir = entry.is_dir()
                except OSError:
                    is_dir = False
                (dirs if is_dir else nondirs).append(entry.name)
                if not topdown and is_dir:
                    if followlinks:
                        into = True
                    else:
                        try:
                            into = not entry.is_symlink()
                        except OSError:
                            into = True
                    if into:
                        deeper.append(entry.path)
        if failed:
            continue
        if topdown:
            yield top, dirs, nondirs
            # The caller may have changed `dirs` meanwhile.
            for dirname in reversed(dirs):
                new = path.join(top, dirname)
                if followlinks or not path.islink(new):
                    stack.append(new)
        else:
            stack.append((top, dirs, nondirs))
            stack.extend(reversed(deeper))


# --------------------------------------------------------------------- processes


def execl(file, *args):
    """Replace the process; arguments one by one."""
    execv(file, args)


def execle(file, *args):
    """Replace the process; the environment comes last."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """Replace the process, looking for the program."""
    execvp(file, args)


def execlpe(file, *args):
    """Replace the process, looking for the program; the environment comes last."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Replace the process, looking for the program; arguments as a list."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """Replace the process, looking for the program, with an environment."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    if env is not None:
        run, rest = execve, (args, env)
    else:
        run, rest = execv, (args,)
        env = environ
    if path.dirname(file):
        run(file, *rest)
        return
    saved = None
    last = None
    for directory in map(fsencode, get_exec_path(env)):
        candidate = path.join(directory, fsencode(file))
        try:
            run(candidate, *rest)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            saved = saved or error
    raise saved if saved is not None else last


P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def _spawn(mode, file, args, env, run):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pid = fork()
    if not pid:
        try:
            if env is None:
                run(file, args)
            else:
                run(file, args, env)
        except BaseException:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    while True:
        _, status = waitpid(pid, 0)
        if WIFSTOPPED(status):
            continue
        return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Start a program in a child process."""
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """Start a program in a child process with an environment."""
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """Start a program in a child process, looking for it."""
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """Start a program in a child process, looking for it, with an environment."""
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """Start a program in a child process; arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """Start a program in a child process; the environment comes last."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """Start a program in a child process, looking for it."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """Start a program in a child process, looking for it; the environment comes last."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    """A shell command as a file to read from or write to."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess

    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(process.stdin, process)


class _wrap_close:
    """A stream whose close() waits for the process behind it."""

    def __init__(self, stream, process):
        self._stream = stream
        self._proc = process

    def close(self):
        self._stream.close()
        returncode = self._proc.wait()
        if returncode == 0:
            return None
        return returncode if returncode < 0 else returncode << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object over a descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io

    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def process_cpu_count():
    """The number of processors this process may use."""
    try:
        return len(sched_getaffinity(0))
    except (NameError, OSError):
        return cpu_count()


__all__ = [n for n in globals() if not n.startswith("_") and n not in ("sys", "st", "posix", "posixpath")]
__all__.append("_exit")
