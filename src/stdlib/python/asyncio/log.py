"""The logger of the package, made when something is logged: `logging` is not small."""


class _LateLogger:
    def __getattr__(self, name):
        import logging

        global logger
        logger = logging.getLogger("asyncio")
        return getattr(logger, name)


logger = _LateLogger()
