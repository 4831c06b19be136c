x...y
