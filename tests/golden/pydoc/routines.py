"""pydoc.render_doc of functions, methods, properties and names; getdoc, splitdoc, describe, locate, plain."""
import pydoc
from pages import shapes


def page(thing):
    print("-----")
    print(pydoc.render_doc(thing, renderer=pydoc.plaintext))


page("pages.shapes.area")
page(shapes.area)
page(shapes.Shape.grow)
page(shapes.Shape("a").grow)
page(shapes.Shape.unit)
page(shapes.Shape.names)
page(shapes.Shape.surface)
page(shapes.Shape.color)
page(shapes.Square.half)
page("pages.shapes.Shape.larger")
for name in ("nosuch", "pages.nosuch", "pages.shapes.nosuch", "str.nosuch"):
    try:
        pydoc.render_doc(name)
    except ImportError as problem:
        print(problem)


# A comment stands in for a text.
def commented():
    pass


class Base:
    def told(self): "Told below."


class Silent(Base):
    def told(self): pass


for thing in (commented, Silent, Silent.told, 5, shapes, shapes.Shape, None):
    print(repr(pydoc.getdoc(thing)))
print(pydoc.splitdoc("one\n\ntwo\nthree"), pydoc.splitdoc("one\ntwo"), pydoc.splitdoc("one"))
for thing in (len, 5, shapes, shapes.Shape, commented, Base().told, [].append, list.append, shapes.Shape.color):
    print(pydoc.describe(thing))
print(pydoc.locate("pages.shapes.Shape.grow") is shapes.Shape.grow, pydoc.locate("len") is len, pydoc.locate("nosuch.at.all"))
bold = pydoc.render_doc(shapes.area)
print(repr(bold[:70]))
print(pydoc.plain(bold) == pydoc.render_doc(shapes.area, renderer=pydoc.plaintext))
print(pydoc.plain("a\bab\bb c"), pydoc.cram("a" * 50, 11), pydoc.stripid("<f at 0x7f0011223344>"))
