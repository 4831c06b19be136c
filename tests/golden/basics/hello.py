"""print writes its arguments separated by a space and ends the line."""

print("hello")
print("hello", "world", 1, 2.5, None, True)
print()
print("a", "b", sep="-", end="!\n")
print(*[1, 2, 3], sep="\n")
