"""Ten pieces of five hexagons each fill a board of five by ten: the first solutions, by sets of cells per first cell."""

WIDTH, HEIGHT = 5, 10
EAST, NORTH_EAST, NORTH_WEST, WEST, SOUTH_WEST, SOUTH_EAST = range(6)
# Each piece is the walk from one of its cells to the next. A step back over a cell is allowed.
PIECES = [
    [EAST, NORTH_EAST, NORTH_EAST, EAST],
    [EAST, NORTH_EAST, NORTH_EAST, WEST],
    [EAST, EAST, NORTH_EAST, SOUTH_WEST, SOUTH_EAST],
    [EAST, NORTH_EAST, EAST, NORTH_EAST],
    [EAST, EAST, EAST, EAST],
    [EAST, NORTH_EAST, WEST, NORTH_WEST],
    [EAST, EAST, NORTH_EAST, WEST],
    [EAST, EAST, NORTH_WEST, NORTH_EAST],
    [EAST, NORTH_EAST, EAST, SOUTH_EAST],
    [EAST, EAST, EAST, NORTH_WEST],
]


def step(x, y, direction):
    """The neighbour of a cell; odd rows stand half a cell to the right."""
    shift = y & 1
    if direction == EAST:
        return x + 1, y
    if direction == WEST:
        return x - 1, y
    if direction == NORTH_EAST:
        return x + shift, y - 1
    if direction == NORTH_WEST:
        return x + shift - 1, y - 1
    if direction == SOUTH_EAST:
        return x + shift, y + 1
    return x + shift - 1, y + 1


def rotate(walk):
    return [(direction + 1) % 6 for direction in walk]


def flip(walk):
    return [(9 - direction) % 6 for direction in walk]


def cells(walk, x, y):
    found = {(x, y)}
    for direction in walk:
        x, y = step(x, y, direction)
        found.add((x, y))
    if all(0 <= a < WIDTH and 0 <= b < HEIGHT for a, b in found):
        return frozenset(b * WIDTH + a for a, b in found)
    return None


def islands(used):
    """True if the free cells fall apart into parts that five does not divide."""
    free = set(range(WIDTH * HEIGHT)) - used
    while free:
        todo = [free.pop()]
        size = 1
        while todo:
            for other in NEIGHBOURS[todo.pop()]:
                if other in free:
                    free.remove(other)
                    todo.append(other)
                    size += 1
        if size % 5:
            return True
    return False


def neighbours():
    table = []
    for cell in range(WIDTH * HEIGHT):
        around = []
        for direction in range(6):
            x, y = step(cell % WIDTH, cell // WIDTH, direction)
            if 0 <= x < WIDTH and 0 <= y < HEIGHT:
                around.append(y * WIDTH + x)
        table.append(around)
    return table


NEIGHBOURS = neighbours()


def placements():
    """For each cell and piece, the ways to lay the piece with that cell as its first."""
    table = [[[] for _ in PIECES] for _ in range(WIDTH * HEIGHT)]
    for number, walk in enumerate(PIECES):
        seen = set()
        for turn in range(12):
            for cell in range(WIDTH * HEIGHT):
                place = cells(walk, cell % WIDTH, cell // WIDTH)
                if place is not None and place not in seen and not islands(place):
                    seen.add(place)
                    table[min(place)][number].append(place)
            walk = flip(walk) if turn == 5 else rotate(walk)
    for row in table:
        for options in row:
            options.sort(key=sorted)
    return table


class Search:
    def __init__(self, limit):
        self.table = placements()
        self.limit = limit
        self.solutions = []
        self.tried = 0

    def run(self, cell, free, pieces, board):
        if len(self.solutions) >= self.limit:
            return
        for piece in pieces:
            for place in self.table[cell][piece]:
                if place <= free:
                    self.tried += 1
                    for spot in place:
                        board[spot] = piece
                    rest = free - place
                    if not rest:
                        self.solutions.append("".join(map(str, board)))
                        return
                    self.run(min(rest), rest, [p for p in pieces if p != piece], board)


def main():
    search = Search(60)
    search.run(0, frozenset(range(WIDTH * HEIGHT)), list(range(len(PIECES))), [0] * WIDTH * HEIGHT)
    print(search.tried, len(search.solutions), min(search.solutions, default=None), max(search.solutions, default=None))


if __name__ == "__main__":
    main()
