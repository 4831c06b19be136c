"""Records logged through a hierarchy of loggers: most below the level, some formatted by handlers with filters."""
import io
import logging


class Count(logging.Filter):
    def __init__(self):
        super().__init__()
        self.seen = 0

    def filter(self, record):
        self.seen += 1
        return record.levelno != logging.ERROR or self.seen % 2 == 0


def main():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)-8s %(name)s %(funcName)s: %(message)s"))
    count = Count()
    handler.addFilter(count)
    root = logging.getLogger("field")
    root.propagate = False
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    quiet = logging.getLogger("field.north.quiet")
    quiet.setLevel(logging.CRITICAL)
    loud = logging.getLogger("field.south")
    for number in range(80000):
        quiet.debug("silent %d", number)
        loud.debug("silent %d", number)
        if loud.isEnabledFor(logging.DEBUG):
            raise AssertionError
    for number in range(8000):
        loud.info("harvest %d of %s", number, "wheat")
        loud.warning("rain")
        quiet.error("never %d", number)
        loud.error("hail %(size).1f", {"size": number / 3})
    text = out.getvalue()
    try:
        {}["missing"]
    except KeyError:
        loud.critical("lost", exc_info=True)
    lost = "KeyError: 'missing'" in out.getvalue()[len(text):]
    print(count.seen, text.count("\n"), sum(map(len, text.split())), lost)


if __name__ == "__main__":
    main()
