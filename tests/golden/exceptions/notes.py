"""add_note: notes are printed after the message, also with several lines."""
import traceback

e = ValueError("message")
e.add_note("first")
e.add_note("second\nthird")
print(e.__notes__)
print("".join(traceback.format_exception(e)), end="")
f = KeyError("k")
f.__notes__ = "not a list"
print("".join(traceback.format_exception(f)), end="")
f.__notes__ = ["x", 5, None]
print("".join(traceback.format_exception(f)), end="")
print(hasattr(ValueError(), "__notes__"))
e.add_note("last")
raise e
