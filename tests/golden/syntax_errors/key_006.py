{a: 1, b: d e}
