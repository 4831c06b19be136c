f(x.if)
