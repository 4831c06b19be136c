a + b += c
