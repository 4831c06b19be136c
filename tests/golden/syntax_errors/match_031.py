match x:
    case A(1, b=): pass
