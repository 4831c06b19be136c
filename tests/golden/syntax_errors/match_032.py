match x:
    case not a: pass
