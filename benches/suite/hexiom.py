"""A solver of Hexiom boards: numbered hexagons are placed so that each has as many neighbours as its number says."""

FREE = 7
PUZZLES = [(3, 60, 1), (3, 40, 2), (3, 50, 3), (4, 40, 7)]


class Unsolvable(Exception):
    pass


class Grid:
    """Cells of a hexagon with the given side, numbered row by row, and the cells next to each."""

    def __init__(self, side):
        self.side = side
        places = {}
        for row in range(2 * side - 1):
            width = 2 * side - 1 - abs(row - side + 1)
            start = max(0, side - 1 - row)
            for column in range(width):
                places[(start + column, row)] = len(places)
        self.count = len(places)
        self.neighbours = [[] for _ in places]
        for (x, y), number in places.items():
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1)):
                other = places.get((x + dx, y + dy))
                if other is not None:
                    self.neighbours[number].append(other)


class Choices:
    """The values that each cell may still take; a cell with a single one is settled."""

    def __init__(self, values):
        self.values = values

    def copy(self):
        return Choices([cell[:] for cell in self.values])

    def settled(self, cell):
        return len(self.values[cell]) == 1

    def drop(self, cell, value):
        if value in self.values[cell]:
            if len(self.values[cell]) == 1:
                raise Unsolvable
            self.values[cell].remove(value)
            return True
        return False

    def settle(self, cell, value):
        self.values[cell] = [value]


class Solver:
    def __init__(self, grid, tiles):
        self.grid = grid
        self.tiles = tiles
        self.nodes = 0

    def narrow(self, choices):
        changed = True
        while changed:
            changed = self.narrow_by_counts(choices)
            changed = self.narrow_by_neighbours(choices) or changed

    def narrow_by_counts(self, choices):
        left = dict(self.tiles)
        for cell in range(self.grid.count):
            if choices.settled(cell):
                value = choices.values[cell][0]
                left[value] -= 1
                if left[value] < 0:
                    raise Unsolvable
        for value, count in left.items():
            places = [c for c in range(self.grid.count) if not choices.settled(c) and value in choices.values[c]]
            if len(places) < count:
                raise Unsolvable
            if places and count == 0:
                for cell in places:
                    choices.drop(cell, value)
                return True
            if places and len(places) == count:
                for cell in places:
                    choices.settle(cell, value)
                return True
        return False

    def narrow_by_neighbours(self, choices):
        changed = False
        for cell in range(self.grid.count):
            around = self.grid.neighbours[cell]
            filled = sum(1 for o in around if FREE not in choices.values[o])
            empty = sum(1 for o in around if choices.values[o][0] == FREE)
            for value in choices.values[cell][:]:
                if value != FREE and not filled <= value <= len(around) - empty:
                    changed = choices.drop(cell, value) or changed
            if choices.settled(cell) and choices.values[cell][0] != FREE:
                value = choices.values[cell][0]
                if filled == value:
                    for other in around:
                        if FREE in choices.values[other] and not choices.settled(other):
                            choices.settle(other, FREE)
                            changed = True
                elif len(around) - empty == value:
                    for other in around:
                        if not choices.settled(other):
                            changed = choices.drop(other, FREE) or changed
        return changed

    def pick(self, choices):
        """The unsettled cell with the fewest values, of these the one with most settled neighbours."""
        best = None
        for cell in range(self.grid.count):
            size = len(choices.values[cell])
            if size > 1:
                known = sum(1 for o in self.grid.neighbours[cell] if choices.settled(o))
                rank = (size, -known, cell)
                if best is None or rank < best:
                    best = rank
        return None if best is None else best[2]

    def solve(self, choices):
        self.nodes += 1
        try:
            self.narrow(choices)
        except Unsolvable:
            return None
        cell = self.pick(choices)
        if cell is None:
            return choices
        for value in sorted(choices.values[cell], reverse=True):
            trial = choices.copy()
            trial.settle(cell, value)
            answer = self.solve(trial)
            if answer is not None:
                return answer
        return None


def puzzle(grid, share, seed):
    """The tiles of a random filling, which makes sure that there is a solution."""
    filled = []
    for _ in range(grid.count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        filled.append((seed >> 12) % 100 < share)
    tiles = dict.fromkeys(range(8), 0)
    for cell in range(grid.count):
        around = sum(filled[other] for other in grid.neighbours[cell])
        tiles[around if filled[cell] else FREE] += 1
    return {value: count for value, count in tiles.items() if count}


def show(grid, choices):
    lines, cell = [], 0
    for row in range(2 * grid.side - 1):
        width = 2 * grid.side - 1 - abs(row - grid.side + 1)
        words = ["." if choices.values[c] == [FREE] else str(choices.values[c][0]) for c in range(cell, cell + width)]
        lines.append(" " * abs(row - grid.side + 1) + " ".join(words))
        cell += width
    return "\n".join(lines)


def main():
    for side, share, seed in PUZZLES:
        grid = Grid(side)
        tiles = puzzle(grid, share, seed)
        solver = Solver(grid, tiles)
        start = Choices([sorted(tiles) for _ in range(grid.count)])
        answer = solver.solve(start)
        print(solver.nodes, tiles)
        print("no solution" if answer is None else show(grid, answer))


if __name__ == "__main__":
    main()
