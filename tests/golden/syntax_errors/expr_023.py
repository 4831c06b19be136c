x = *a
print(*a))
