# shell: ulimit -v 1250000; "$@"
"""An endless iterator given to list() ends in MemoryError under an address space limit."""
import itertools

for make in (lambda: list(itertools.repeat(None)), lambda: [None for _ in itertools.repeat(0)],
             lambda: "".join(itertools.repeat("x" * 1000))):
    try:
        make()
    except MemoryError:
        pass
print("survived")
