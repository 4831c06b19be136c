"""An exception in a gc callback is reported and does not stop the others."""
import gc
import sys

gc.disable()
gc.collect()


def hook(info):
    print("unraisable", info.exc_type.__name__, info.exc_value, info.object.__name__)


sys.unraisablehook = hook


def first(phase, info):
    raise ValueError(phase)


def second(phase, info):
    print("second", phase, info["generation"])


gc.callbacks.extend([first, second])
gc.collect(1)
gc.callbacks.clear()
print("done")
