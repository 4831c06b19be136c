def f(
    a,
):
x
