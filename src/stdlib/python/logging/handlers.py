"""Handlers for programs that run long: rotating files, buffers, queues.

Handlers that send records over a network (sockets, syslog, SMTP, HTTP) are
deliberately missing.
"""

import copy
import io
import logging
import os
import queue
import threading
import time

_DAY = 24 * 60 * 60


class BaseRotatingHandler(logging.FileHandler):
    """A file that is set aside now and then; subclasses say when and how."""

    namer = None
    rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self.mode = mode
        self.encoding = encoding
        self.errors = errors

    def emit(self, record):
        """Write the record, beginning a new file before it if that is due."""
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """The name for a file that is set aside."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Set a file aside."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None


class RotatingFileHandler(BaseRotatingHandler):
    """Begins a new file when the file would become too long."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        if maxBytes > 0:
            # An old file is not to be lost.
            mode = "a"
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        super().__init__(filename, mode, encoding=encoding, delay=delay, errors=errors)
        self.maxBytes = maxBytes
        self.backupCount = backupCount

    def _backup(self, number):
        return self.rotation_filename(f"{self.baseFilename}.{number}")

    def doRollover(self):
        """Number the files that were set aside one higher and begin a new one."""
        self._close_stream()
        if self.backupCount > 0:
            for number in range(self.backupCount - 1, 0, -1):
                source, target = self._backup(number), self._backup(number + 1)
                if os.path.exists(source):
                    if os.path.exists(target):
                        os.remove(target)
                    os.rename(source, target)
            target = self._backup(1)
            if os.path.exists(target):
                os.remove(target)
            self.rotate(self.baseFilename, target)
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        """Whether the record would make the file too long."""
        if self.maxBytes <= 0:
            return False
        if self.stream is None:
            self.stream = self._open()
        position = self.stream.tell()
        if not position:
            return False
        message = f"{self.format(record)}\n"
        if position + len(message) < self.maxBytes:
            return False
        return not os.path.exists(self.baseFilename) or os.path.isfile(self.baseFilename)


class TimedRotatingFileHandler(BaseRotatingHandler):
    """Begins a new file at fixed times."""

    # Unit: seconds, suffix of files that are set aside.
    _UNITS = {"S": (1, "%Y-%m-%d_%H-%M-%S"), "M": (60, "%Y-%m-%d_%H-%M"), "H": (60 * 60, "%Y-%m-%d_%H"),
              "D": (_DAY, "%Y-%m-%d"), "MIDNIGHT": (_DAY, "%Y-%m-%d"), "W": (7 * _DAY, "%Y-%m-%d")}

    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False,
                 atTime=None, errors=None):
        encoding = io.text_encoding(encoding)
        super().__init__(filename, "a", encoding=encoding, delay=delay, errors=errors)
        self.when = when.upper()
        self.backupCount = backupCount
        self.utc = utc
        self.atTime = atTime
        if self.when.startswith("W"):
            if len(self.when) != 2:
                raise ValueError(f"You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {self.when}")
            if not "0" <= self.when[1] <= "6":
                raise ValueError(f"Invalid day specified for weekly rollover: {self.when}")
            self.dayOfWeek = int(self.when[1])
            unit = "W"
        elif self.when in self._UNITS:
            unit = self.when
        else:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        seconds, self.suffix = self._UNITS[unit]
        self.interval = seconds * interval
        try:
            begun = int(os.stat(self.baseFilename).st_mtime)
        except FileNotFoundError:
            begun = int(time.time())
        self.rolloverAt = self.computeRollover(begun)

    def _parts(self, moment):
        return time.gmtime(moment) if self.utc else time.localtime(moment)

    def computeRollover(self, currentTime):
        """The next moment at which a new file begins."""
        if self.when != "MIDNIGHT" and not self.when.startswith("W"):
            return currentTime + self.interval
        now = self._parts(currentTime)
        at = self.atTime
        wanted = _DAY if at is None else (at.hour * 60 + at.minute) * 60 + at.second
        left = wanted - ((now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec)
        weekday = now.tm_wday
        if left <= 0:
            left += _DAY
            weekday = (weekday + 1) % 7
        result = currentTime + left
        if self.when.startswith("W"):
            if weekday != self.dayOfWeek:
                result += (self.dayOfWeek - weekday) % 7 * _DAY
            result += self.interval - 7 * _DAY
        else:
            result += self.interval - _DAY
        if not self.utc:
            # A day on which clocks are changed has another length.
            shift = self._parts(result).tm_isdst - now.tm_isdst
            result -= 3600 * shift
        return result

    def shouldRollover(self, record):
        """Whether the time for a new file has come."""
        now = int(time.time())
        if now < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            self.rolloverAt = self.computeRollover(now)
            return False
        return True

    def getFilesToDelete(self):
        """Files that were set aside longest ago, beyond those to be kept."""
        folder, base = os.path.split(self.baseFilename)
        found = []
        for name in os.listdir(folder):
            if not name.startswith(base + "."):
                continue
            try:
                time.strptime(name[len(base) + 1:], self.suffix)
            except ValueError:
                continue
            found.append(os.path.join(folder, name))
        found.sort()
        return found[:max(0, len(found) - self.backupCount)]

    def doRollover(self):
        """Set the file aside under the time at which it began."""
        now = int(time.time())
        name = f"{self.baseFilename}.{time.strftime(self.suffix, self._parts(self.rolloverAt - self.interval))}"
        target = self.rotation_filename(name)
        if os.path.exists(target):
            return
        self._close_stream()
        self.rotate(self.baseFilename, target)
        if self.backupCount > 0:
            for old in self.getFilesToDelete():
                os.remove(old)
        if not self.delay:
            self.stream = self._open()
        self.rolloverAt = self.computeRollover(now)


class WatchedFileHandler(logging.FileHandler):
    """Opens its file again when somebody else has set it aside."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self.dev, self.ino = -1, -1
        self._statstream()

    def _statstream(self):
        if self.stream:
            state = os.fstat(self.stream.fileno())
            self.dev, self.ino = state.st_dev, state.st_ino

    def reopenIfNeeded(self):
        """Open the file again if its name leads elsewhere now."""
        try:
            state = os.stat(self.baseFilename)
            moved = (state.st_dev, state.st_ino) != (self.dev, self.ino)
        except FileNotFoundError:
            moved = True
        if moved and self.stream is not None:
            self.stream.flush()
            self.stream.close()
            self.stream = None
            self.stream = self._open()
            self._statstream()

    def emit(self, record):
        self.reopenIfNeeded()
        super().emit(record)


class BufferingHandler(logging.Handler):
    """Keeps records until there are enough of them."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        """Whether there are enough."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        """Forget the records; subclasses do something with them first."""
        with self.lock:
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Hands its records to another handler, all together."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        """Whether there are enough, or one is serious."""
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Choose the other handler."""
        with self.lock:
            self.target = target

    def flush(self):
        with self.lock:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with self.lock:
                self.target = None
                super().close()


class QueueHandler(logging.Handler):
    """Puts records into a queue, for a listener elsewhere."""

    def __init__(self, queue):
        super().__init__()
        self.queue = queue
        self.listener = None

    def enqueue(self, record):
        """Put a record into the queue without waiting."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """Make a copy that can be sent anywhere: with its text instead of what it is made of."""
        message = self.format(record)
        record = copy.copy(record)
        record.message = message
        record.msg = message
        record.args = None
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """A thread that takes records from a queue and gives them to handlers."""

    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers
        self._thread = None
        self.respect_handler_level = respect_handler_level

    def dequeue(self, block):
        """Take a record from the queue."""
        return self.queue.get(block)

    def start(self):
        """Begin listening."""
        self._thread = threading.Thread(target=self._monitor)
        self._thread.daemon = True
        self._thread.start()

    def prepare(self, record):
        """Change a record before it is handled; here: not at all."""
        return record

    def handle(self, record):
        """Give a record to all handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        counts = hasattr(self.queue, "task_done")
        while True:
            try:
                record = self.dequeue(True)
            except queue.Empty:
                return
            if record is not self._sentinel:
                self.handle(record)
            if counts:
                self.queue.task_done()
            if record is self._sentinel:
                return

    def enqueue_sentinel(self):
        """Put the mark into the queue that ends the listening."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """End listening, after what is in the queue now."""
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
