"""Imports a module that uses an attribute too early."""
import circle.fails_attribute_b

value = 5
