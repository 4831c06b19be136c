"""help(): of objects, of names, of what is not there, and asking for names on standard input."""
import io
import pydoc
import sys
from pages import shapes

help(shapes.area)
help("pages.shapes.Shape.grow")
help("nosuch.thing")
help(shapes.Square.half)
help("keywords")
print(help)
lines = pydoc.render_doc(shapes, renderer=pydoc.plaintext).split("\n")
print("\n".join(line for line in lines if "/pages/shapes.py" not in line and "signature" not in line))
sink = io.StringIO()
asked = pydoc.Helper(io.StringIO("pages.shapes.area\n'pages.shapes.Shape.shrink'\nnosuch\nquit\n"), sink)
asked.interact()
print(sink.getvalue())
