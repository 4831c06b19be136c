a.b: int: str = 1
