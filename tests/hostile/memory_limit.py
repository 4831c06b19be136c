# shell: ulimit -v 1250000; "$@"
"""Building without end under an address space limit gives MemoryError, and the program goes on."""

def grow_list():
    x = []
    while True:
        x.append([0] * 100_000)


def grow_string():
    x = "a"
    while True:
        x += x


def grow_dict():
    d = {}
    i = 0
    while True:
        d[i] = "x" * 100_000
        i += 1


def grow_int():
    x = 3
    while True:
        x = x << 10_000_000


for grow in (grow_list, grow_string, grow_dict):
    try:
        grow()
    except MemoryError:
        print("MemoryError")
print("survived")
