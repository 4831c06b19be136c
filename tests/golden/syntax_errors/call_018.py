f(a = b := c)
