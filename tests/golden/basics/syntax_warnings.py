"""The compiler warns about doubtful code, once per place, and goes on."""
x = 5
if x is 5 or x is not "five":
    print("is with a literal")
print("\d", b"\q", "\
")
assert (x == 6, "always true")
print(1if x else 2, [0x1for x in [1]])
try:
    (1, 2)(3)
except TypeError:
    pass
try:
    [1, 2][3, 4]
except TypeError:
    pass
try:
    "text"["a"]
except TypeError:
    pass
try:
    None()
except TypeError:
    pass
try:
    f"{1}"()
except TypeError:
    pass
try:
    {1}[0]
except TypeError:
    pass
try:
    [][lambda: 0]
except TypeError:
    pass
print("end")
