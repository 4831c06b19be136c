"""Other programs as children: their streams, their end, their status.

A child is made by `_posixsubprocess.fork_exec`, which runs no Python code in it;
only `preexec_fn` makes a Python process first. Data goes through pipes that
`communicate` serves in turns, so neither side waits for the other.
"""

import builtins
import errno
import io
import os
import signal
import sys
import time
import warnings

from _multiprocessing import poll as _poll
from _posixsubprocess import fork_exec as _fork_exec

__all__ = [
    "Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput", "check_output", "run",
    "CalledProcessError", "DEVNULL", "SubprocessError", "TimeoutExpired", "CompletedProcess",
]

PIPE = -1
STDOUT = -2
DEVNULL = -3

_PIPE_BUF = 512
_CHUNK = 32768


class SubprocessError(Exception):
    """Whatever goes wrong with a child process."""


class CalledProcessError(SubprocessError):
    """A child ended with a status other than zero."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
            except ValueError:
                return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A child did not end in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """What `run` gives: arguments, status, and output as far as it was captured."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = ["args={!r}".format(self.args), "returncode={!r}".format(self.returncode)]
        if self.stdout is not None:
            parts.append("stdout={!r}".format(self.stdout))
        if self.stderr is not None:
            parts.append("stderr={!r}".format(self.stderr))
        return "{}({})".format(type(self).__name__, ", ".join(parts))

    def check_returncode(self):
        """Raise CalledProcessError unless the status is zero."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def list2cmdline(seq):
    """Arguments as one line, quoted as programs on Windows read it."""
    words = []
    for argument in map(os.fsdecode, seq):
        out = []
        slashes = 0
        quote = not argument or " " in argument or "\t" in argument
        for letter in argument:
            if letter == "\\":
                slashes += 1
                continue
            if letter == '"':
                out.append("\\" * (slashes * 2 + 1))
            else:
                out.append("\\" * slashes)
            slashes = 0
            out.append(letter)
        out.append("\\" * (slashes * 2 if quote else slashes))
        text = "".join(out)
        words.append('"' + text + '"' if quote else text)
    return " ".join(words)


# ---- children that nobody waited for

_active = []


def _cleanup():
    """Ask after children whose Popen is gone."""
    if _active is None:
        return
    for process in _active[:]:
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass


# ---- the simple calls


def call(*popenargs, timeout=None, **kwargs):
    """Run a program and wait for its end: the status."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def _command_of(popenargs, kwargs):
    cmd = kwargs.get("args")
    return popenargs[0] if cmd is None else cmd


def check_call(*popenargs, **kwargs):
    """Run a program; CalledProcessError unless the status is zero."""
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, _command_of(popenargs, kwargs))
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program: its output. CalledProcessError unless the status is zero."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        # No input is an empty one, of the type that the streams have.
        textual = any(kwargs.get(name) for name in ("universal_newlines", "text", "encoding", "errors"))
        kwargs["input"] = "" if textual else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program, wait for its end and tell about it as a CompletedProcess."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:
            process.kill()
            # Leaving the with statement waits for the end.
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Run a shell command: its status, and all it wrote without the last newline."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as error:
        data = error.output
        status = error.returncode
    return status, data.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    """Run a shell command: all it wrote without the last newline."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


class _Ends:
    """The descriptors of one start: what the child gets, what the parent keeps."""

    def __init__(self):
        self.child = [-1, -1, -1]
        self.parent = [-1, -1, -1]
        self.made_for_child = []
        self.null = -1

    def pipe(self, index):
        """A pipe for a stream of the child; it reads from stream 0."""
        read, write = os.pipe()
        self.child[index], self.parent[index] = (read, write) if index == 0 else (write, read)
        self.made_for_child.append(self.child[index])

    def choose(self, index, wanted):
        """What a stream argument of Popen means."""
        if wanted is None:
            return
        if wanted == PIPE:
            self.pipe(index)
        elif wanted == DEVNULL:
            if self.null < 0:
                self.null = os.open(os.devnull, os.O_RDWR)
                self.made_for_child.append(self.null)
            self.child[index] = self.null
        elif wanted == STDOUT and index == 2:
            # Where the child's output goes: its pipe, or what it inherits.
            self.child[2] = self.child[1] if self.child[1] != -1 else sys.__stdout__.fileno()
        elif isinstance(wanted, int):
            self.child[index] = wanted
        else:
            self.child[index] = wanted.fileno()

    def close_childs(self):
        """Close what only the child needs."""
        while self.made_for_child:
            os.close(self.made_for_child.pop())

    def close_all(self):
        """Close everything after a failure."""
        for fd in self.made_for_child + [fd for fd in self.parent if fd != -1]:
            try:
                os.close(fd)
            except OSError:
                pass


class Popen:
    """A child process that runs a program."""

    # Set when starting has come so far that there is something to wait for.
    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        _cleanup()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if process_group is None:
            process_group = -1
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but "
                                  "different. Pass one or the other.")
        self.text_mode = encoding or errors or text or universal_newlines
        if self.text_mode and encoding is None:
            self.encoding = encoding = "locale"
        self._sigint_wait_secs = 0.25
        self._closed_child_pipe_fds = False
        line_buffering = False
        if self.text_mode and bufsize == 1:
            # One line at a time is the text layer's business.
            line_buffering = True
            bufsize = -1
        user, group, extra_groups = _identities(user, group, extra_groups)
        ends = _Ends()
        try:
            for index, wanted in enumerate((stdin, stdout, stderr)):
                ends.choose(index, wanted)
            if pipesize > 0:
                _resize_pipes(ends, pipesize)
            for index, name in enumerate(("stdin", "stdout", "stderr")):
                if ends.parent[index] != -1:
                    setattr(self, name, self._stream(ends.parent[index], index, bufsize, line_buffering))
            self._start(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, ends, restore_signals,
                        user, group, extra_groups, umask, start_new_session, process_group)
        except:
            for index, stream in enumerate((self.stdin, self.stdout, self.stderr)):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        pass
                    ends.parent[index] = -1
            ends.close_all()
            raise
        ends.close_childs()

    def _stream(self, fd, index, bufsize, line_buffering):
        """The parent's end of a pipe as a file object."""
        stream = io.open(fd, "wb" if index == 0 else "rb", bufsize)
        if not self.text_mode:
            return stream
        if index == 0:
            return io.TextIOWrapper(stream, write_through=True, line_buffering=line_buffering,
                                    encoding=self.encoding, errors=self.errors)
        return io.TextIOWrapper(stream, encoding=self.encoding, errors=self.errors)

    def __repr__(self):
        line = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        if len(line) > 80:
            line = line[:76] + "...>"
        return line

    __class_getitem__ = classmethod(type(list[int]))

    @property
    def universal_newlines(self):
        """Whether the streams are text."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                # The child got the same Ctrl-C and may need a moment.
                if self._sigint_wait_secs > 0:
                    try:
                        self._wait(timeout=self._sigint_wait_secs)
                    except TimeoutExpired:
                        pass
                self._sigint_wait_secs = 0
            else:
                self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    # ---- starting

    def _start(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, ends, restore_signals, user,
               group, extra_groups, umask, start_new_session, process_group):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError("path-like args is not allowed when shell is true")
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ["/bin/sh", "-c"] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        original = executable
        sys.audit("subprocess.Popen", executable, args, cwd, env)
        rows = None
        if env is not None:
            rows = []
            for name, value in env.items():
                name = os.fsencode(name)
                if b"=" in name:
                    raise ValueError("illegal environment variable name")
                rows.append(name + b"=" + os.fsencode(value))
        program = os.fsencode(executable)
        if os.path.dirname(program):
            candidates = (program,)
        else:
            candidates = tuple(os.path.join(os.fsencode(folder), program) for folder in os.get_exec_path(env))
        report_read, report_write = os.pipe()
        try:
            # The report must not lie where the child's streams will be.
            spare = []
            while report_write < 3:
                spare.append(report_write)
                report_write = os.dup(report_write)
            for fd in spare:
                os.close(fd)
            keep = set(pass_fds)
            keep.add(report_write)
            try:
                if preexec_fn is None:
                    self.pid = _fork_exec(
                        args, candidates, close_fds, tuple(sorted(map(int, keep))), cwd, rows, ends.child[0],
                        ends.parent[0], ends.parent[1], ends.child[1], ends.parent[2], ends.child[2], report_read,
                        report_write, restore_signals, start_new_session, process_group, group, extra_groups, user,
                        umask, None, True)
                else:
                    self.pid = _fork_with_hook(
                        preexec_fn, args, candidates, close_fds, keep, cwd, env, ends, report_read, report_write,
                        restore_signals, start_new_session, process_group, user, group, extra_groups, umask)
                self._child_created = True
            finally:
                os.close(report_write)
            report = bytearray()
            while True:
                part = os.read(report_read, 50000)
                report += part
                if not part or len(report) > 50000:
                    break
        finally:
            os.close(report_read)
        if report:
            self._raise_report(bytes(report), original, cwd)

    def _raise_report(self, report, executable, cwd):
        """The child could not become the program."""
        try:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        except ChildProcessError:
            self.returncode = sys.maxsize
        try:
            name, number, message = report.split(b":", 2)
            message = message.decode()
        except ValueError:
            name, number, message = b"SubprocessError", b"0", "Bad exception data from child: {!r}".format(report)
        kind = getattr(builtins, name.decode("ascii"), SubprocessError)
        if not (issubclass(kind, OSError) and number):
            raise kind(message)
        number = int(number, 16)
        if message == "noexec:chdir":
            filename = cwd
            message = ""
        elif message == "noexec":
            filename = None
            message = ""
        else:
            filename = executable
        if number:
            message = os.strerror(number)
        if filename is not None:
            raise kind(number, message, filename)
        raise kind(number, message)

    # ---- the end of the child

    def poll(self):
        """The status if the child has ended, else None."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid == self.pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
            except OSError as error:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif error.errno == errno.ECHILD:
                    # Somebody else has waited for it; its status is lost.
                    self.returncode = 0
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the end: the status."""
        end = None if timeout is None else time.monotonic() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            if timeout is not None:
                grace = min(self._sigint_wait_secs, max(0, end - time.monotonic()))
            else:
                grace = self._sigint_wait_secs
            self._sigint_wait_secs = 0
            try:
                self._wait(timeout=grace)
            except TimeoutExpired:
                pass
            raise

    def _wait(self, timeout):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            while self.returncode is None:
                try:
                    pid, status = os.waitpid(self.pid, 0)
                except ChildProcessError:
                    pid, status = self.pid, 0
                if pid == self.pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
            return self.returncode
        end = time.monotonic() + timeout
        pause = 0.0005
        while self._internal_poll() is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(pause * 2, left, 0.05)
            time.sleep(pause)
        return self.returncode

    def send_signal(self, sig):
        """Send a signal, unless the child is known to have ended."""
        self.poll()
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, sig)
        except ProcessLookupError:
            # It has ended just now.
            pass

    def terminate(self):
        """Ask the child to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """Make the child end."""
        self.send_signal(signal.SIGKILL)

    # ---- talking to the child

    def communicate(self, input=None, timeout=None):
        """Send input, read all output, wait for the end: what stdout and stderr gave."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        streams = [self.stdin, self.stdout, self.stderr]
        if timeout is None and not self._communication_started and streams.count(None) >= 2:
            stdout = stderr = None
            if self.stdin:
                self._send_all(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        end = None if timeout is None else time.monotonic() + timeout
        try:
            return self._exchange(input, end, timeout)
        except KeyboardInterrupt:
            grace = self._sigint_wait_secs if timeout is None else min(self._sigint_wait_secs, self._left(end))
            self._sigint_wait_secs = 0
            try:
                self._wait(timeout=grace)
            except TimeoutExpired:
                pass
            raise
        finally:
            self._communication_started = True

    def _send_all(self, input):
        """Write to a child that writes nothing to us."""
        try:
            if input:
                self.stdin.write(input)
        except BrokenPipeError:
            pass
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise

    @staticmethod
    def _left(end):
        return None if end is None else end - time.monotonic()

    def _late(self, timeout):
        """TimeoutExpired with what has been read so far."""
        out = self._fileobj2output
        read = lambda stream: b"".join(out[stream]) if stream and out.get(stream) else None
        raise TimeoutExpired(self.args, timeout, output=read(self.stdout), stderr=read(self.stderr))

    def _exchange(self, input, end, timeout):
        if self.stdin and not self._communication_started:
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            if not input:
                try:
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        if not self._communication_started:
            self._fileobj2output = {stream: [] for stream in (self.stdout, self.stderr) if stream}
            self._input_offset = 0
            if self.stdin and input is not None:
                if self.text_mode and not isinstance(input, (bytes, bytearray, memoryview)):
                    input = input.encode(self.stdin.encoding, self.stdin.errors)
                self._input = memoryview(input).cast("B") if len(input) else None
        stdin = self.stdin
        writers = {}
        if stdin and not stdin.closed and self._input is not None:
            writers[stdin.fileno()] = stdin
        readers = {stream.fileno(): stream for stream in self._fileobj2output if not stream.closed}
        while writers or readers:
            left = self._left(end)
            if left is not None and left < 0:
                self._late(timeout)
            ready = _poll(list(readers), left, list(writers))
            if end is not None and time.monotonic() > end:
                self._late(timeout)
            for fd in ready:
                if fd in writers:
                    part = self._input[self._input_offset:self._input_offset + _PIPE_BUF]
                    try:
                        self._input_offset += os.write(fd, part)
                    except BrokenPipeError:
                        del writers[fd]
                        stdin.close()
                    else:
                        if self._input_offset >= len(self._input):
                            del writers[fd]
                            stdin.close()
                else:
                    data = os.read(fd, _CHUNK)
                    stream = readers[fd]
                    if data:
                        self._fileobj2output[stream].append(data)
                    else:
                        del readers[fd]
                        stream.close()
        left = self._left(end)
        try:
            self.wait(timeout=left)
        except TimeoutExpired:
            raise
        results = []
        for stream in (self.stdout, self.stderr):
            data = None
            if stream is not None:
                data = b"".join(self._fileobj2output[stream])
                if self.text_mode:
                    data = data.decode(stream.encoding, stream.errors)
                    data = data.replace("\r\n", "\n").replace("\r", "\n")
            results.append(data)
        return tuple(results)


def _resize_pipes(ends, size):
    import fcntl

    for fd in ends.parent:
        if fd != -1:
            fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, size)


def _number_of(what, value):
    """A user or group by number or name."""
    if isinstance(value, str):
        try:
            if what == "user":
                import pwd

                return pwd.getpwnam(value).pw_uid
            import grp

            return grp.getgrnam(value).gr_gid
        except ImportError:
            raise ValueError(f"{what} cannot be a string on this platform, names are not looked up") from None
    if isinstance(value, int):
        if value < 0:
            raise ValueError(f"{'User' if what == 'user' else 'Group'} ID cannot be negative, got {value}")
        return value
    raise TypeError(f"{'User' if what == 'user' else 'Group'} must be a string or an integer, not {type(value)}")


def _identities(user, group, extra_groups):
    group = None if group is None else _number_of("group", group)
    if extra_groups is not None:
        if isinstance(extra_groups, str):
            raise TypeError("Groups must be a list, not a string")
        extra_groups = [_number_of("group", extra) for extra in extra_groups]
    user = None if user is None else _number_of("user", user)
    return user, group, extra_groups


def _fork_with_hook(hook, args, candidates, close_fds, keep, cwd, env, ends, report_read, report_write,
                    restore_signals, new_session, process_group, user, group, extra_groups, umask):
    """A child that runs a Python function before it becomes the program."""
    if extra_groups is not None:
        raise NotImplementedError("extra_groups together with preexec_fn is not supported")
    pid = os.fork()
    if pid:
        return pid
    report = b"SubprocessError:0:"
    try:
        for fd in ends.parent:
            if fd != -1:
                os.close(fd)
        os.close(report_read)
        sources = list(ends.child)
        for index, fd in enumerate(sources):
            if fd != -1 and fd < index:
                sources[index] = os.dup(fd)
        for index, fd in enumerate(sources):
            if fd == index:
                os.set_inheritable(fd, True)
            elif fd != -1:
                os.dup2(fd, index)
        for fd in keep:
            if fd != report_write:
                os.set_inheritable(fd, True)
        if cwd is not None:
            report = b"OSError:%X:noexec:chdir"
            os.chdir(cwd)
        if umask >= 0:
            os.umask(umask)
        if restore_signals:
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        report = b"OSError:%X:noexec"
        if new_session:
            os.setsid()
        if process_group >= 0:
            os.setpgid(0, process_group)
        if group is not None:
            os.setgid(group)
        if user is not None:
            os.setuid(user)
        try:
            hook()
        except:
            report = b"SubprocessError:0:Exception occurred in preexec_fn."
            raise
        if close_fds:
            last = 3
            for fd in sorted(fd for fd in keep if fd >= 3):
                os.closerange(last, fd)
                last = fd + 1
            os.closerange(last, os.sysconf("SC_OPEN_MAX") if hasattr(os, "sysconf") else 65536)
        report = b"OSError:%X:"
        failure = None
        for program in candidates:
            try:
                if env is None:
                    os.execv(program, args)
                else:
                    os.execve(program, args, env)
            except (FileNotFoundError, NotADirectoryError) as error:
                failure = failure or error
            except OSError as error:
                if failure is None or failure.errno in (errno.ENOENT, errno.ENOTDIR):
                    failure = error
        raise failure
    except BaseException as error:
        if b"%X" in report:
            report = report % (getattr(error, "errno", None) or 0)
        os.write(report_write, report)
    finally:
        os._exit(255)
