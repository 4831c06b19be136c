x y
'''abc
