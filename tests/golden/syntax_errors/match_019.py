match x:
    case : pass
