"""Uses an attribute that is not there yet."""
import circle.fails_attribute

print(circle.fails_attribute.value)
