"""An uncaught exception group prints a drawing of all its members."""


def fail(kind, text):
    try:
        raise kind(text)
    except Exception as e:
        return e


def build():
    inner = ExceptionGroup("inner group", [fail(TypeError, "wrong type"), fail(KeyError, "missing")])
    inner.add_note("a note on the inner group")
    lone = fail(ValueError, "a value")
    lone.add_note("first note")
    lone.add_note("second\nnote")
    raise ExceptionGroup("outer group", [lone, inner, ValueError("never raised")])


build()
