"""n queens by backtracking over columns and diagonals, with sets and with bits."""


def queens(n):
    columns, rising, falling = set(), set(), set()

    def place(row):
        if row == n:
            return 1
        count = 0
        for column in range(n):
            if column not in columns and row + column not in rising and row - column not in falling:
                columns.add(column)
                rising.add(row + column)
                falling.add(row - column)
                count += place(row + 1)
                columns.remove(column)
                rising.remove(row + column)
                falling.remove(row - column)
        return count

    return place(0)


def queens_bits(full, columns=0, left=0, right=0):
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        count += queens_bits(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


def safe(board, row, column):
    return not any(c == column or abs(c - column) == row - r for r, c in enumerate(board))


def first_solution(n):
    board = []

    def go(row):
        if row == n:
            return True
        for column in range(n):
            if safe(board, row, column):
                board.append(column)
                if go(row + 1):
                    return True
                board.pop()
        return False

    go(0)
    return board


print(queens(9), queens_bits(2 ** 10 - 1), first_solution(16))
