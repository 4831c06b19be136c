x = (a, b


# comment
