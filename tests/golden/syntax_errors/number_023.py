0b10a
