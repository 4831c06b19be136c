with a as b:

