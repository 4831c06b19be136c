this is no comment
print("second line")
