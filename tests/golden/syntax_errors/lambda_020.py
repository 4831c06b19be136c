lambda **k, *a: x
