a(b) c
