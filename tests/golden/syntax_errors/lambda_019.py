lambda *a, /: x
