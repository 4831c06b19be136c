def f():
    pass
  # c
 x