match x:
    case _.a as b, _ as _: pass
