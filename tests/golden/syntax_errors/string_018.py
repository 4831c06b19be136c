f('a
