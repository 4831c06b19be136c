"""What objects that belong to one loop share."""

from . import events


class _LoopBoundMixin:
    """Takes the running loop at its first wait and refuses every other."""

    _loop = None

    def _get_loop(self):
        running = events._get_running_loop()
        if self._loop is None:
            self._loop = running
        if running is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return running
