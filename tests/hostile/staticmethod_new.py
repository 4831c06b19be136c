"""staticmethod.__new__(staticmethod)() is a clean exception."""
for kind in (staticmethod, classmethod):
    try:
        kind.__new__(kind)()
    except (TypeError, RuntimeError, AttributeError):
        pass
    s = kind.__new__(kind)
    for action in (repr, lambda s: s.__func__, lambda s: s.__get__(1, int), lambda s: s.__wrapped__, dir,
                   lambda s: s.__isabstractmethod__, lambda s: s.__name__):
        try:
            action(s)
        except (TypeError, RuntimeError, AttributeError):
            pass
print("survived")
