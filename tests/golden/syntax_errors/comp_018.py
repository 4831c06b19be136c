[x async y]
