"""Long strings built piece by piece; identity and sharing are not disturbed."""
s = ""
for i in range(1000):
    s += str(i)
print(len(s), s[:20], s[-6:])
a = "x" * 10
b = a
a += "y"
print(a, b)


class Holder:
    text = ""


h = Holder()
for c in "abc":
    h.text += c
print(h.text, Holder.text == "")
parts = {"k": ""}
for c in "def":
    parts["k"] += c
print(parts)
items = [""]
items[0] += "q"
print(items)


def grow(n):
    text = ""
    copies = []
    for i in range(n):
        text += chr(97 + i)
        if i % 2 == 0:
            copies.append(text)
    return text, copies


print(grow(6))
t = "é"
for i in range(3):
    t += "漢" if i % 2 else "a"
t += "😀"
print(t, len(t))
print("".join(["a"] * 5), "ab" "cd", ("a"
      "b"), "%s%s" % ("a", "b"), "a" + "b" * 3 + "c", "-" * 0, "-" * -1)
text = "abc"
same = text
text = text + ""
print(text == same, text[:] == same, str(text) is text, "".join([text]) == text)
print("abc" == "ab" + "c", hash("abc") == hash("ab" + "c"))
x = "start"
x += x
x += x
print(x)
b = b""
for i in range(5):
    b += bytes([65 + i])
print(b)
try:
    s += 1
except TypeError as error:
    print(error)
try:
    s += b"x"
except TypeError as error:
    print(error)
print(len(s))
