class A:
    # c