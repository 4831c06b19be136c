"""A player of Go on a board of nine by nine, which chooses its moves by random games and upper confidence bounds."""
import math

SIZE = 9
KOMI = 7.5
EMPTY, BLACK, WHITE = 0, 1, 2
PASS = -1
LONGEST = SIZE * SIZE * 2


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 9) % limit


RANDOM = Random(1)


class Crossing:
    """One point of the board, joined with its group in a forest whose roots hold the number of liberties."""

    def __init__(self, board, position):
        self.board = board
        self.position = position
        self.colour = EMPTY
        self.neighbours = []
        self.keys = [(position * 7919 + k * 104729 + 12345) * 2654435761 % (1 << 61) for k in range(3)]
        self.parent = self
        self.liberties = 0
        self.stamp = 0
        self.removed = 0
        self.played = 0

    def meet(self):
        x, y = self.position % SIZE, self.position // SIZE
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            if 0 <= x + dx < SIZE and 0 <= y + dy < SIZE:
                self.neighbours.append(self.board.crossings[(y + dy) * SIZE + x + dx])

    def find(self):
        root = self
        while root.parent is not root:
            root = root.parent
        here = self
        while here.parent is not root:
            here.parent, here = root, here.parent
        return root

    def place(self, colour):
        board = self.board
        board.key ^= self.keys[EMPTY] ^ self.keys[colour]
        self.colour = colour
        self.played = board.turn
        self.parent = self
        self.liberties = 0
        board.clock += 1
        for other in self.neighbours:
            if other.colour == EMPTY:
                self.liberties += 1
                continue
            root = other.find()
            if other.colour == colour:
                if root is not self.find():
                    mine = self.find()
                    root.parent = mine
                    mine.liberties += root.liberties - 1
                else:
                    self.find().liberties -= 1
            else:
                root.liberties -= 1
        for other in self.neighbours:
            if other.colour not in (EMPTY, colour):
                root = other.find()
                if root.liberties == 0:
                    root.capture()

    def capture(self):
        board = self.board
        colour = self.colour
        todo = [self]
        group = {self.position}
        while todo:
            here = todo.pop()
            for other in here.neighbours:
                if other.colour == colour and other.position not in group:
                    group.add(other.position)
                    todo.append(other)
        for position in sorted(group):
            crossing = board.crossings[position]
            board.key ^= crossing.keys[colour] ^ crossing.keys[EMPTY]
            crossing.colour = EMPTY
            crossing.removed = board.turn
            board.empties.add(position)
        for position in sorted(group):
            for other in board.crossings[position].neighbours:
                if other.colour not in (EMPTY, colour):
                    other.find().liberties += 1
        board.prisoners[colour] += len(group)


class Empties:
    """Positions without a stone, with removal and random choice in constant time."""

    def __init__(self):
        self.items = list(range(SIZE * SIZE))
        self.index = list(range(SIZE * SIZE))

    def add(self, position):
        self.index[position] = len(self.items)
        self.items.append(position)

    def remove(self, position):
        at = self.index[position]
        last = self.items.pop()
        if last != position:
            self.items[at] = last
            self.index[last] = at


class Board:
    def __init__(self):
        self.crossings = [Crossing(self, position) for position in range(SIZE * SIZE)]
        for crossing in self.crossings:
            crossing.meet()
        self.reset()

    def reset(self):
        self.key = 0
        for crossing in self.crossings:
            crossing.colour = EMPTY
            crossing.parent = crossing
            crossing.liberties = 0
            crossing.removed = crossing.played = -9
            self.key ^= crossing.keys[EMPTY]
        self.empties = Empties()
        self.prisoners = [0, 0, 0]
        self.colour = BLACK
        self.turn = 0
        self.clock = 0
        self.finished = False
        self.last = None
        self.moves = []
        self.seen = {self.key}

    def allowed(self, position):
        """False for suicide and for taking back the stone that has just taken one."""
        strong = weak = False
        crossing = self.crossings[position]
        if crossing.removed == self.turn - 1 and crossing.removed > 0:
            taken_back = sum(1 for other in crossing.neighbours if other.colour != self.colour)
            if taken_back == len(crossing.neighbours):
                return False
        for other in crossing.neighbours:
            if other.colour == EMPTY:
                return True
            liberties = other.find().liberties
            if other.colour == self.colour:
                strong = strong or liberties > 1
            else:
                weak = weak or liberties == 1
        return strong or weak

    def useful(self, position):
        """An allowed move that does not fill an eye of its own colour."""
        eye = True
        for other in self.crossings[position].neighbours:
            if other.colour != self.colour:
                eye = False
                break
        return not eye and self.allowed(position)

    def useful_moves(self):
        return [position for position in self.empties.items if self.useful(position)]

    def random_move(self):
        items = self.empties.items
        for _ in range(len(items)):
            position = items[RANDOM.below(len(items))]
            if self.useful(position):
                return position
        return PASS

    def move(self, position):
        self.turn += 1
        if position == PASS:
            if self.last == PASS:
                self.finished = True
        else:
            self.empties.remove(position)
            self.crossings[position].place(self.colour)
        self.last = position
        self.moves.append(position)
        self.colour = BLACK + WHITE - self.colour

    def replay(self, moves):
        for position in moves:
            self.move(position)

    def play_out(self):
        for _ in range(LONGEST):
            if self.finished:
                break
            self.move(self.random_move())

    def score(self, colour):
        total = KOMI if colour == WHITE else 0.0
        for crossing in self.crossings:
            if crossing.colour == colour:
                total += 1
            elif crossing.colour == EMPTY:
                total += all(other.colour == colour for other in crossing.neighbours)
        return total


class Node:
    """A position in the tree of moves that have been tried."""

    def __init__(self, untried):
        self.untried = untried
        self.children = {}
        self.wins = 0
        self.visits = 0

    def urgency(self, parent_visits):
        return self.wins / self.visits + math.sqrt(0.4 * math.log(parent_visits) / self.visits)

    def best_child(self):
        best, move = -1.0, PASS
        for candidate, child in self.children.items():
            value = child.urgency(self.visits)
            if value > best:
                best, move = value, candidate
        return move, self.children[move]


def choose(history, rounds):
    board = Board()
    board.replay(history)
    root = Node(board.useful_moves())
    for _ in range(rounds):
        board.reset()
        board.replay(history)
        mover = board.colour
        node = root
        path = [(root, BLACK + WHITE - mover)]
        while not node.untried and node.children:
            colour = board.colour
            move, node = node.best_child()
            board.move(move)
            path.append((node, colour))
        if node.untried:
            move = node.untried.pop(RANDOM.below(len(node.untried)))
            colour = board.colour
            board.move(move)
            child = Node(board.useful_moves())
            node.children[move] = child
            path.append((child, colour))
        board.play_out()
        winner = BLACK if board.score(BLACK) > board.score(WHITE) else WHITE
        for node, colour in path:
            node.visits += 1
            node.wins += colour == winner
    if not root.children:
        return PASS
    return max(root.children.items(), key=lambda pair: (pair[1].visits, -pair[0]))[0]


def main():
    history = []
    for _ in range(4):
        history.append(choose(history, 130))
    board = Board()
    board.replay(history)
    board.play_out()
    print(history, board.score(BLACK), board.score(WHITE), board.turn, RANDOM.state)


if __name__ == "__main__":
    main()
