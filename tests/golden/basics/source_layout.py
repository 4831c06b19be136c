"""Comments, blank lines, semicolons, continuation lines, tabs and form feeds in source text."""
# a comment
x = 1; y = 2; print(x, y);
if x: print("one line"); print("two statements")
for i in range(2): pass; print("in loop", i)
total = 1 + \
    2 + \
    3
print(total)
values = [
    1,  # a comment inside

    2,
        3,
]
print(values, (1 +
               2))
if x:
	print("indented by a tab")
if x:

    # a comment at another level
  # and another
    print("comments do not count")

    print("blank lines do not count")

print("after a form feed")
def f(): return 1
class A: a = 1; b = 2
print(f(), A.a, A.b)
while x: x = 0; print("while on one line")
else: print("else on one line")
try: pass
except ValueError: pass
else: print("try on one line")
finally: print("finally on one line")
with open("/dev/null") as h: print("with on one line")
if 1:
    if 2:
        if 3:
            print("deep")
    print("dedented by two")
def outer():
    def inner():
        return "inner"
    return inner()
print(outer())
print("a"
      "b", """c
d""", 'e\
f')
pass; pass
...
"a string as a statement"
1 + 1
(); []; {}; None
print("end")  # without a final line end is fine too
