match x:
    case f'a': pass
    case x y: pass
