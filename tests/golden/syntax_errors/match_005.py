match x:
    case A(b=1, c, d=2, e): pass
