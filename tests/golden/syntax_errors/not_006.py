a * b + not c and d
