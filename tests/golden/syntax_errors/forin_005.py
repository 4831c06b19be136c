[x for f() {1}]
