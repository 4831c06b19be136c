return *a, b c
