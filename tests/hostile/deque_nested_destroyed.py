"""A deque nested 200,000 deep is dropped."""
from collections import deque

x = deque()
for _ in range(200_000):
    x = deque([x])
del x
print("survived")
