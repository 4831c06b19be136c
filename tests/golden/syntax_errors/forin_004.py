{x: y for z w}
