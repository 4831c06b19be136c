"""round(1, -10**12) ends at once with 0 or OverflowError."""
for digits in (-10 ** 12, -10 ** 30, -(2 ** 63)):
    for value in (1, 10 ** 50, -7):
        try:
            print(round(value, digits))
        except (OverflowError, MemoryError):
            print(0)
print("survived")
