*a, f() = x
