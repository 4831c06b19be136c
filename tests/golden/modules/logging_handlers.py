"""logging.handlers and logging.config: rotation, buffers, queues, dictionaries."""

import glob
import logging
import logging.config
import logging.handlers
import os
import queue
import sys
import tempfile


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error, "|", error.__cause__)


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "log.txt")
    logger = logging.getLogger("rotating")
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=30, backupCount=2)
    logger.addHandler(handler)
    for number in range(9):
        logger.info("message number %d", number)
    handler.close()
    for name in sorted(glob.glob(path + "*")):
        with open(name) as file:
            print(os.path.basename(name), file.read().split("\n"))
    logger.removeHandler(handler)
    watched = logging.handlers.WatchedFileHandler(path)
    logger.addHandler(watched)
    os.rename(path, path + ".moved")
    logger.info("after the move")
    watched.close()
    with open(path) as file:
        print(repr(file.read()))
    logger.removeHandler(watched)
    timed = logging.handlers.TimedRotatingFileHandler(os.path.join(folder, "timed"), when="midnight", utc=True)
    print(timed.computeRollover(1_000_000_000), timed.suffix, timed.interval)
    timed.close()
    attempt(logging.handlers.TimedRotatingFileHandler, os.path.join(folder, "x"), when="Q")
    attempt(logging.handlers.TimedRotatingFileHandler, os.path.join(folder, "x"), when="W9")

stream = logging.StreamHandler(sys.stdout)
stream.setFormatter(logging.Formatter("%(levelname)s %(threadName)s %(message)s"))
memory = logging.handlers.MemoryHandler(3, target=stream)
logger.addHandler(memory)
logger.info("first")
logger.info("second")
print("nothing yet")
logger.error("serious")
logger.info("at the end")
memory.close()
logger.removeHandler(memory)

records = queue.Queue()
sender = logging.handlers.QueueHandler(records)
logger.addHandler(sender)
listener = logging.handlers.QueueListener(records, stream)
listener.start()
logger.warning("through a queue: %s %d", "text", 5)
try:
    1 / 0
except ZeroDivisionError:
    logger.error("with %s", "trouble", exc_info=False)
listener.stop()
logger.removeHandler(sender)

config = {
    "version": 1,
    "formatters": {"plain": {"format": "{levelname}|{name}|{message}", "style": "{"}},
    "filters": {"child": {"name": "app.child"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stdout", "level": "INFO"},
        "few": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "filters": ["child"]},
    },
    "loggers": {"app": {"level": "DEBUG", "handlers": ["out", "few"], "propagate": False}},
    "root": {"level": "WARNING", "handlers": ["out"]},
}
logging.config.dictConfig(config)
logging.getLogger("app").debug("not shown")
logging.getLogger("app").info("shown")
logging.getLogger("app.child").info("shown twice")
logging.warning("root")
print(logger.disabled, logging.getHandlerByName("out").level, sorted(logging.getHandlerNames()))
attempt(logging.config.dictConfig, {})
attempt(logging.config.dictConfig, {"version": 2})
attempt(logging.config.dictConfig, {"version": 1, "handlers": {"h": {"class": "logging.Nothing"}}})
attempt(logging.config.dictConfig, {"version": 1, "root": {"handlers": ["missing"]}})
attempt(logging.config.dictConfig, {"version": 1, "root": {"level": "LOUD"}})
