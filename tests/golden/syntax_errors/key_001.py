{a: 1, f(b c)}
