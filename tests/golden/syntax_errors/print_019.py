print "a" "b"
