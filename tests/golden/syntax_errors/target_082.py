(a): int = 1
f() = 1
