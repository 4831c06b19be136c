def f():
    x = '''
    abc
