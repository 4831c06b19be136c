f(f"a" b)
