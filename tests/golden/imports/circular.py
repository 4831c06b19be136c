"""Circular imports: what works, what fails, and CPython's hint about it."""
import circle.works_a
print(circle.works_a.get(), circle.works_b.get())
for name in ("fails_from", "fails_attribute"):
    try:
        __import__("circle." + name)
    except (ImportError, AttributeError) as error:
        print(type(error).__name__, str(error).split(" (/")[0].replace(__file__.rsplit("/", 1)[0] + "/", ""))
import sys
print(sorted(m for m in sys.modules if m.startswith("circle")))
