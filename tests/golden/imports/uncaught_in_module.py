"""An uncaught exception in an imported module shows the frames of both files."""
from broken_modules import deep

print(deep.VALUE)
deep.call(lambda: 1 / 0)
