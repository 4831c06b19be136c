from a import b from c
