a{b}
