"""Setting up logging from a dictionary.

`fileConfig` and `listen` are deliberately missing.
"""

import logging
import logging.handlers


def _resolve(name):
    """The object of a dotted name, importing modules as needed."""
    parts = name.split(".")
    path = parts.pop(0)
    try:
        found = __import__(path)
        for part in parts:
            path += f".{part}"
            try:
                found = getattr(found, part)
            except AttributeError:
                __import__(path)
                found = getattr(found, part)
    except ImportError as error:
        raise ValueError(f"Cannot resolve {name!r}: {error}") from error
    return found


class _Setup:
    """One dictionary at work."""

    def __init__(self, config):
        self.config = config
        self.formatters = {}
        self.filters = {}
        self.handlers = {}

    def value(self, value):
        """A value of the dictionary: `ext://name` is an object, `cfg://name` another place in it."""
        if not isinstance(value, str):
            return value
        kind, mark, rest = value.partition("://")
        if not mark:
            return value
        if kind == "ext":
            return _resolve(rest)
        if kind == "cfg":
            found = self.config
            for part in rest.split("."):
                found = found[part]
            return found
        return value

    def custom(self, config):
        """What a factory named `()` makes of the other entries."""
        factory = config["()"]
        if not callable(factory):
            factory = _resolve(factory)
        attributes = config.get(".", None)
        made = factory(**{key: self.value(value) for key, value in config.items() if key not in ("()", ".")})
        for name, value in (attributes or {}).items():
            setattr(made, name, self.value(value))
        return made

    def formatter(self, config):
        if "()" in config:
            return self.custom(config)
        factory = _resolve(config["class"]) if config.get("class") else logging.Formatter
        options = {}
        if "validate" in config:
            options["validate"] = config["validate"]
        if "defaults" in config:
            options["defaults"] = config["defaults"]
        return factory(config.get("format"), config.get("datefmt"), config.get("style", "%"), **options)

    def filter(self, config):
        if "()" in config:
            return self.custom(config)
        return logging.Filter(config.get("name", ""))

    def add_filters(self, target, names):
        for item in names:
            try:
                target.addFilter(item if callable(item) or hasattr(item, "filter") else self.filters[item])
            except Exception as error:
                raise ValueError(f"Unable to add filter {item!r}") from error

    def handler(self, config):
        config = dict(config)
        level = config.pop("level", None)
        names = config.pop("filters", None)
        formatter = config.pop("formatter", None)
        if formatter:
            try:
                formatter = self.formatters[formatter]
            except KeyError as error:
                raise ValueError(f"Unable to set formatter {formatter!r}") from error
        if "()" in config:
            made = self.custom(config)
        else:
            factory = _resolve(config.pop("class"))
            attributes = config.pop(".", None)
            options = {key: self.value(value) for key, value in config.items()}
            if issubclass(factory, logging.handlers.MemoryHandler) and isinstance(options.get("target"), str):
                options["target"] = self.handlers[options["target"]]
            made = factory(**options)
            for name, value in (attributes or {}).items():
                setattr(made, name, self.value(value))
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        if names:
            self.add_filters(made, names)
        return made

    def logger(self, logger, config, incremental=False):
        level = config.get("level")
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for old in logger.handlers[:]:
            logger.removeHandler(old)
        for name in config.get("handlers") or ():
            try:
                logger.addHandler(self.handlers[name])
            except Exception as error:
                raise ValueError(f"Unable to add handler {name!r}") from error
        self.add_filters(logger, config.get("filters") or ())

    def make(self, kind, section, make):
        """Makes all things of a section; one that needs a later one is tried again."""
        config = self.config.get(section) or {}
        table = getattr(self, section)
        waiting = sorted(config)
        while waiting:
            later = []
            for name in waiting:
                try:
                    table[name] = make(config[name])
                except Exception as error:
                    if isinstance(error, KeyError) and error.args and error.args[0] in config and len(waiting) > 1:
                        later.append(name)
                        continue
                    raise ValueError(f"Unable to configure {kind} {name!r}") from error
            if len(later) == len(waiting):
                raise ValueError(f"Unable to configure {kind} {later[0]!r}")
            waiting = later
            for name, made in table.items():
                if section == "handlers" and hasattr(made, "name"):
                    made.name = name

    def run(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        if config.get("incremental"):
            return self.change()
        before = set(logging.root.manager.loggerDict)
        for old in logging.root.handlers[:]:
            logging.root.removeHandler(old)
        self.make("formatter", "formatters", self.formatter)
        self.make("filter", "filters", self.filter)
        self.make("handler", "handlers", self.handler)
        named = config.get("loggers") or {}
        for name, own in named.items():
            logger = logging.getLogger(name)
            try:
                self.logger(logger, own)
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
            logger.disabled = False
            propagate = own.get("propagate")
            if propagate is not None:
                logger.propagate = propagate
        for name in before - set(named):
            logger = logging.root.manager.loggerDict[name]
            if isinstance(logger, logging.PlaceHolder):
                continue
            if any(name.startswith(f"{parent}.") for parent in named):
                logger.level = logging.NOTSET
                logger.handlers = []
                logger.propagate = True
            else:
                logger.disabled = config.get("disable_existing_loggers", True)
        root = config.get("root")
        if root:
            try:
                self.logger(logging.root, root)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def change(self):
        """Levels and propagation only."""
        for name, own in (self.config.get("handlers") or {}).items():
            handler = logging.getHandlerByName(name)
            if handler is None:
                raise ValueError(f"No handler found with name {name!r}")
            if own.get("level"):
                handler.setLevel(logging._checkLevel(own["level"]))
        for name, own in (self.config.get("loggers") or {}).items():
            self.logger(logging.getLogger(name), own, incremental=True)
            if own.get("propagate") is not None:
                logging.getLogger(name).propagate = own["propagate"]
        if self.config.get("root"):
            self.logger(logging.root, self.config["root"], incremental=True)


def dictConfig(config):
    """Set up logging as a dictionary says."""
    _Setup(dict(config)).run()
