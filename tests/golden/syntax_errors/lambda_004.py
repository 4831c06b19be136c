lambda /: a
