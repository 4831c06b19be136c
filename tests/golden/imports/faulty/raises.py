"""Fails while it runs."""
print("running raises")
raise ValueError("in module")
