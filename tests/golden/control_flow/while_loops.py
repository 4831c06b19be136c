"""while runs as long as its condition holds; else runs unless break ended it."""

n = 3
while n:
    print(n)
    n -= 1
else:
    print("done", n)

n = 0
while True:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
    print("even", n)
else:
    print("never printed")
print("after", n)

while n > 100:
    print("never printed")
else:
    print("else of a loop that never ran")
