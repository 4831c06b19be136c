"""The texts of AttributeError for instances, classes, modules, built-in values."""
import sys


class Plain:
    def method(self):
        pass


class Slotted:
    __slots__ = ("a",)


attempts = ["Plain().x", "Plain.x", "Plain().x = 1; print('fine')", "del Plain().x", "del Plain.x", "Slotted().a", "Slotted().b",
            "Slotted().b = 1", "(1).x", "(1).x = 1", "del (1).real", "(1).real = 2", "'a'.upper = 1", "[].x = 1", "None.x", "None.x = 1",
            "sys.nothing", "del sys.nothing", "int.x", "int.x = 1", "del int.real", "len.x", "len.x = 1", "Plain.method.x",
            "Plain().method.x = 1", "(lambda: 0).x", "object().x = 1", "type.x", "super().x", "print.__name__ = 'x'",
            "Plain().__class__ = int", "Plain.__name__ = 5", "getattr(1, 5)", "setattr(1, 5, 5)", "getattr()", "hasattr(1)",
            "getattr(1, 'x', 2, 3)", "(1).__class__ = Plain", "().__doc__ = 1", "Plain().__dict__ = 5", "delattr(1, 'x')", "Ellipsis.x"]
for attempt in attempts:
    try:
        exec(attempt)
    except (AttributeError, TypeError, RuntimeError) as error:
        print(f"{attempt}: {type(error).__name__}: {error}")
