match x:
    case a.b.c(d=e.f as g, 1): pass
