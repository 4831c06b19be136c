"""Lists of lists: shared rows, copies, transposition, nested comprehensions and assignment."""
shared = [[0] * 3] * 2
shared[0][1] = 5
own = [[0] * 3 for _ in range(2)]
own[0][1] = 5
print(shared, own, shared[0] is shared[1], own[0] is own[1])
m = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*m)], [[r[i] for r in m] for i in range(3)], [x for r in m for x in r], sum(map(sum, m)), max(max(r) for r in m), [r[::-1] for r in m], m[::-1], [r[1] for r in m])
shallow, deep = m[:], [r[:] for r in m]
m[0][0] = "changed"
m[1] = "replaced"
print(m, shallow, deep)
grid = [["." for _ in range(4)] for _ in range(3)]
for x, y in ((0, 0), (1, 2), (2, 3)):
    grid[x][y] = "#"
print("\n".join("".join(r) for r in grid))
grid[0], grid[2] = grid[2], grid[0]
grid[1][1:3] = "ab"
del grid[0][0]
print(grid, [len(r) for r in grid])


def neighbours(g, x, y):
    return sum(g[i][j] == "#" for i in range(max(0, x - 1), min(len(g), x + 2)) for j in range(max(0, y - 1), min(len(g[i]), y + 2)) if (i, j) != (x, y))


print(neighbours([list("##."), list(".#."), list("...")], 1, 1))
a = [[1, 2], [3, 4]]
b = [[5, 6], [7, 8]]
print([[sum(p * q for p, q in zip(r, c)) for c in zip(*b)] for r in a], sorted([[2, 1], [1, 9], [1, 2]]), [[1], [2]] + [[3]], [[]] * 3, [[1, [2, [3]]]][0][1][1][0])
triangle = [[1]]
for _ in range(4):
    triangle.append([a + b for a, b in zip([0] + triangle[-1], triangle[-1] + [0])])
print(triangle)
