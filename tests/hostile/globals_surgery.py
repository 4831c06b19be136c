"""Clearing and replacing globals, builtins, sys.modules and frames while code uses them."""
import sys


def uses_globals():
    saved = dict(globals())
    globals().clear()
    try:
        return missing_now
    except NameError:
        return "NameError"
    finally:
        saved["globals"] = __builtins__ if False else None
        globals_now = (lambda: 0).__globals__
        globals_now.update(saved)
        del globals_now["globals"]


print(uses_globals())
for source in ("x", "len('a')", "print", "[i for i in 'ab']", "(lambda: len)()", "__import__('sys')", "import sys"):
    for namespace in ({}, {"__builtins__": {}}, {"__builtins__": None}, {"__builtins__": 5}, {"__builtins__": {"len": 1}}):
        try:
            exec(source, namespace)
        except (NameError, TypeError, ImportError, KeyError, AttributeError, SystemError):
            pass
for globals_, locals_ in ((5, None), ({}, 5), (None, 5), ({}, []), ([], {})):
    try:
        exec("x = 1", globals_, locals_)
    except (TypeError, AttributeError):
        pass


class Mapping:
    def __getitem__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        raise ValueError(key)


try:
    exec("x = 1", {}, Mapping())
except ValueError as error:
    print(error)
for value in (None, 5, "text"):
    sys.modules["made_up"] = value
    try:
        import made_up
        print(made_up)
    except ImportError as error:
        print(type(error).__name__)
saved = sys.modules
sys.modules = None
try:
    import os.path
except Exception:
    pass
sys.modules = saved
saved = sys.path
for value in (None, 5, [1, None, b"x"], ["\0"], ["x" * 100_000]):
    sys.path = value
    try:
        import surely_not_there
    except (ImportError, TypeError, RuntimeError, ValueError, OSError):
        pass
sys.path = saved
stdout = sys.stdout
for value in (None, 5, object()):
    sys.stdout = value
    try:
        print("x")
    except (AttributeError, RuntimeError):
        pass
del sys.stdout
try:
    print("x")
except RuntimeError:
    pass
sys.stdout = stdout
hook = sys.displayhook
print("survived")
