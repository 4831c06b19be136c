"""A script that ends with an exception."""
print("before")
raise ValueError("on purpose")
