"""Pancake flips over all permutations of nine numbers, walked in the order of rotating prefixes."""


def flips(permutation):
    work = permutation[:]
    count = 0
    first = work[0]
    while first:
        work[:first + 1] = work[first::-1]
        count += 1
        first = work[0]
    return count


def fannkuch(size):
    permutation = list(range(size))
    counters = [0] * size
    most = checksum = 0
    sign = 1
    while True:
        if permutation[0]:
            count = flips(permutation)
            if count > most:
                most = count
            checksum += sign * count
        sign = -sign
        position = 1
        while True:
            if position == size:
                return checksum, most
            permutation.insert(position, permutation.pop(0))
            counters[position] += 1
            if counters[position] <= position:
                break
            counters[position] = 0
            position += 1


def main():
    print(*fannkuch(8), *fannkuch(9))


if __name__ == "__main__":
    main()
