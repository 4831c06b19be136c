while x do y
