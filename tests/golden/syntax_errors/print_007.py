print
print x
