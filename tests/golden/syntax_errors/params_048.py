def f[T: int, *U: int](): pass
