"""__all__ names something that is not there."""
__all__ = ["here", "not_here"]
here = 1
