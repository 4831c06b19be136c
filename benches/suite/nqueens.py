"""Eight queens by brute force: every order of the columns from a generator, and sets of the diagonals taken."""


def orders(items):
    """All orders of the items, each the successor of the one before in the order of a dictionary."""
    work = sorted(items)
    last = len(work) - 1
    while True:
        yield tuple(work)
        pivot = last - 1
        while pivot >= 0 and work[pivot] >= work[pivot + 1]:
            pivot -= 1
        if pivot < 0:
            return
        other = last
        while work[other] <= work[pivot]:
            other -= 1
        work[pivot], work[other] = work[other], work[pivot]
        work[pivot + 1:] = work[:pivot:-1]


def queens(count):
    columns = range(count)
    for rows in orders(columns):
        if (len(set(rows[column] + column for column in columns)) == count
                and len(set(rows[column] - column for column in columns)) == count):
            yield rows


def main():
    solutions = [s for _ in range(6) for s in queens(8)]
    print(len(solutions), sum(i * row for s in solutions for i, row in enumerate(s)), solutions[-1])


if __name__ == "__main__":
    main()
