"""A good module."""
visible = "visible"
_hidden = "hidden"
