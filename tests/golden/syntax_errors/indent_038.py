if a:
	b
 c
