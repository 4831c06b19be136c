"""The five kernels of SciMark: relaxation on a grid, sparse matrix by vector, Monte Carlo, LU factors, Fourier transform."""
import math
from array import array


class Random:
    """Lagged Fibonacci numbers with lags 5 and 17."""

    def __init__(self, seed):
        self.values = []
        for _ in range(17):
            seed = seed * 9069 % 2147483647
            self.values.append(seed)
        self.i, self.j = 4, 16

    def next(self):
        value = self.values[self.i] - self.values[self.j]
        if value < 0:
            value += 2147483647
        self.values[self.j] = value
        self.i = self.i - 1 if self.i else 16
        self.j = self.j - 1 if self.j else 16
        return value / 2147483647

    def vector(self, size):
        return array("d", [self.next() for _ in range(size)])


class Matrix:
    """Rows and columns in one array, read and written by pairs of indices."""

    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.data = array("d", bytes(8 * width * height))

    def __getitem__(self, at):
        x, y = at
        return self.data[y * self.width + x]

    def __setitem__(self, at, value):
        x, y = at
        self.data[y * self.width + x] = value

    def copy_from(self, values):
        for i, value in enumerate(values):
            self.data[i] = value
        return self


def relax(grid, omega, rounds):
    quarter, rest = omega / 4, 1 - omega
    for _ in range(rounds):
        for y in range(1, grid.height - 1):
            for x in range(1, grid.width - 1):
                grid[x, y] = (quarter * (grid[x, y - 1] + grid[x, y + 1] + grid[x - 1, y] + grid[x + 1, y])
                              + rest * grid[x, y])


def sparse_times(result, values, rows, columns, vector, rounds):
    for _ in range(rounds):
        for row in range(len(rows) - 1):
            total = 0.0
            for i in range(rows[row], rows[row + 1]):
                total += vector[columns[i]] * values[i]
            result[row] = total


def monte_carlo(samples):
    random = Random(113)
    inside = 0
    for _ in range(samples):
        x = random.next()
        y = random.next()
        if x * x + y * y <= 1.0:
            inside += 1
    return inside / samples * 4


def factor(matrix, pivots):
    """LU factors with partial pivoting, in place, on a list of rows."""
    size = len(matrix)
    for column in range(size):
        pivot = column
        biggest = abs(matrix[column][column])
        for row in range(column + 1, size):
            if abs(matrix[row][column]) > biggest:
                pivot, biggest = row, abs(matrix[row][column])
        pivots[column] = pivot
        if pivot != column:
            matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        inverse = 1.0 / matrix[column][column]
        for row in range(column + 1, size):
            matrix[row][column] *= inverse
        above = matrix[column]
        for row in range(column + 1, size):
            below = matrix[row]
            multiple = below[column]
            for k in range(column + 1, size):
                below[k] -= multiple * above[k]


def transform(data, direction):
    """The radix-2 Fourier transform of interleaved complex numbers, in place."""
    size = len(data) // 2
    reverse(data, size)
    half = 1
    while half < size:
        angle = direction * math.pi / half
        turn, shrink = math.sin(angle), 2 * math.sin(angle / 2) ** 2
        real, imaginary = 1.0, 0.0
        for offset in range(half):
            for base in range(offset, size, 2 * half):
                i, j = 2 * base, 2 * (base + half)
                a = real * data[j] - imaginary * data[j + 1]
                b = real * data[j + 1] + imaginary * data[j]
                data[j] = data[i] - a
                data[j + 1] = data[i + 1] - b
                data[i] += a
                data[i + 1] += b
            real, imaginary = (real - turn * imaginary - shrink * real,
                               imaginary + turn * real - shrink * imaginary)
        half *= 2


def reverse(data, size):
    j = 0
    for i in range(size - 1):
        if i < j:
            data[2 * i], data[2 * j] = data[2 * j], data[2 * i]
            data[2 * i + 1], data[2 * j + 1] = data[2 * j + 1], data[2 * i + 1]
        bit = size >> 1
        while bit <= j:
            j -= bit
            bit >>= 1
        j += bit


def main():
    grid = Matrix(60, 60).copy_from(Random(101).vector(3600))
    relax(grid, 1.25, 30)
    print("%.9f" % sum(grid.data))

    size, per_row = 1000, 5
    random = Random(7)
    values = random.vector(size * per_row)
    rows = array("i", [row * per_row for row in range(size + 1)])
    columns = array("i", [(row + i * max(row // per_row, 1)) % size for row in range(size) for i in range(per_row)])
    result = array("d", bytes(8 * size))
    sparse_times(result, values, rows, columns, random.vector(size), 120)
    print("%.9f" % sum(result))

    print("%.9f" % monte_carlo(180000))

    matrix = [random.vector(100) for _ in range(100)]
    pivots = [0] * 100
    factor(matrix, pivots)
    print("%.9f" % sum(abs(matrix[i][i]) for i in range(100)), sum(pivots))

    data = random.vector(2 * 1024)
    before = list(data)
    for _ in range(6):
        transform(data, -1)
        transform(data, 1)
        for i in range(len(data)):
            data[i] /= 1024
    print("%.6f" % math.sqrt(sum((a - b) ** 2 for a, b in zip(before, data))), "%.6f" % sum(data))


if __name__ == "__main__":
    main()
