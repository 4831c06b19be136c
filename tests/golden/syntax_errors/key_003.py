{a: 1, print x: 2}
