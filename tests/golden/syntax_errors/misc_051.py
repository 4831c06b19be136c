def f():
    pass
@x
