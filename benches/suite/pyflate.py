"""A decoder of DEFLATE and of Huffman-coded, move-to-front, Burrows-Wheeler blocks in plain Python, bit by bit.

The data is made here: zlib packs one text, and a small packer of this file makes the blocks of the other.
"""
import zlib
from collections import Counter
from heapq import heapify, heappop, heappush


class Bits:
    """Reads bits from the low end of each byte, as DEFLATE does."""

    def __init__(self, data):
        self.data = data
        self.position = 0
        self.buffer = 0
        self.count = 0

    def need(self, wanted):
        while self.count < wanted:
            self.buffer |= self.data[self.position] << self.count
            self.position += 1
            self.count += 8

    def read(self, wanted):
        self.need(wanted)
        value = self.buffer & ((1 << wanted) - 1)
        self.buffer >>= wanted
        self.count -= wanted
        return value

    def align(self):
        self.read(self.count & 7)


class Code:
    """A canonical prefix code, decoded by one table per length."""

    def __init__(self, lengths):
        self.tables = [{} for _ in range(max(lengths) + 1)]
        code = 0
        for length in range(1, len(self.tables)):
            for symbol, size in enumerate(lengths):
                if size == length:
                    self.tables[length][code] = symbol
                    code += 1
            code <<= 1

    def decode(self, bits):
        code = 0
        for table in self.tables[1:]:
            code = code << 1 | bits.read(1)
            symbol = table.get(code)
            if symbol is not None:
                return symbol
        raise ValueError("no such code")


ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)


def ranges(start, groups):
    """(base, extra bits) of each symbol: the base grows by 2 ** extra."""
    table, base = [], start
    for extra, count in groups:
        for _ in range(count):
            table.append((base, extra))
            base += 1 << extra
    return table


LENGTHS = ranges(3, [(0, 8), (1, 4), (2, 4), (3, 4), (4, 4), (5, 4)])[:28] + [(258, 0)]
DISTANCES = ranges(1, [(0, 4)] + [(extra, 2) for extra in range(1, 14)])


def dynamic_codes(bits):
    literals, distances, sizes = bits.read(5) + 257, bits.read(5) + 1, bits.read(4) + 4
    lengths = [0] * 19
    for place in ORDER[:sizes]:
        lengths[place] = bits.read(3)
    code = Code(lengths)
    lengths = []
    while len(lengths) < literals + distances:
        symbol = code.decode(bits)
        if symbol < 16:
            lengths.append(symbol)
        elif symbol == 16:
            lengths += [lengths[-1]] * (3 + bits.read(2))
        elif symbol == 17:
            lengths += [0] * (3 + bits.read(3))
        else:
            lengths += [0] * (11 + bits.read(7))
    return Code(lengths[:literals]), Code(lengths[literals:])


def inflate(data):
    bits = Bits(data)
    out = bytearray()
    last = False
    while not last:
        last = bits.read(1)
        kind = bits.read(2)
        if kind == 0:
            bits.align()
            size = bits.read(16)
            bits.read(16)
            out += bytes(bits.read(8) for _ in range(size))
            continue
        if kind == 1:
            literals = Code([8] * 144 + [9] * 112 + [7] * 24 + [8] * 8)
            distances = Code([5] * 30)
        else:
            literals, distances = dynamic_codes(bits)
        while True:
            symbol = literals.decode(bits)
            if symbol < 256:
                out.append(symbol)
            elif symbol == 256:
                break
            else:
                base, extra = LENGTHS[symbol - 257]
                length = base + bits.read(extra)
                base, extra = DISTANCES[distances.decode(bits)]
                start = len(out) - base - bits.read(extra)
                for i in range(start, start + length):
                    out.append(out[i])
    return bytes(out)


def code_lengths(weights):
    """Lengths of a Huffman code for the symbols with a weight."""
    heap = [(weight, symbol, None, None) for symbol, weight in weights.items()]
    heapify(heap)
    fresh = 1000
    while len(heap) > 1:
        one, two = heappop(heap), heappop(heap)
        heappush(heap, (one[0] + two[0], fresh, one, two))
        fresh += 1
    lengths = [0] * (max(weights) + 1)
    todo = [(heap[0], 0)]
    while todo:
        (_, symbol, one, two), depth = todo.pop()
        if one is None:
            lengths[symbol] = max(depth, 1)
        else:
            todo += [(one, depth + 1), (two, depth + 1)]
    return lengths


def rotations(block):
    """Starts of the rotations of the block in sorted order, by ranks of prefixes that double in length."""
    size, width = len(block), 1
    ranks = list(block)
    while True:
        keys = [rank * (size + 256) + ranks[(start + width) % size] for start, rank in enumerate(ranks)]
        rows = sorted(range(size), key=keys.__getitem__)
        rank, before = -1, None
        for start in rows:
            if keys[start] != before:
                rank, before = rank + 1, keys[start]
            ranks[start] = rank
        width *= 2
        if rank == size - 1 or width >= size:
            return rows


def pack_block(block):
    """Burrows-Wheeler transform, move to front, Huffman: (row, lengths, number of bits, bytes)."""
    rows = rotations(block)
    table, weights, symbols = list(range(256)), Counter(), []
    for row in rows:
        at = table.index(block[row - 1])
        table.insert(0, table.pop(at))
        symbols.append(at)
        weights[at] += 1
    lengths = code_lengths(weights)
    codes = {symbol: (code, length) for length, row in enumerate(Code(lengths).tables) for code, symbol in row.items()}
    packed = "".join(format(code, "0%db" % length) for code, length in map(codes.__getitem__, symbols))
    packed += "0" * (-len(packed) % 8)
    data = bytes(int(packed[i:i + 8][::-1], 2) for i in range(0, len(packed), 8))
    return rows.index(0), lengths, len(symbols), data


def unpack_block(first, lengths, count, data):
    bits, code = Bits(data), Code(lengths)
    table = list(range(256))
    last = bytearray()
    for _ in range(count):
        at = code.decode(bits)
        byte = table.pop(at)
        table.insert(0, byte)
        last.append(byte)
    starts, total = [0] * 256, 0
    counts = Counter(last)
    for byte in range(256):
        starts[byte] = total
        total += counts[byte]
    follow = [0] * count
    for row, byte in enumerate(last):
        follow[starts[byte]] = row
        starts[byte] += 1
    out = bytearray()
    row = follow[first]
    for _ in range(count):
        out.append(last[row])
        row = follow[row]
    return bytes(out)


def text(size):
    words = ["stream", "of", "bits", "and", "bytes", "that", "a", "reader", "takes", "apart", "again", "slowly"]
    state, parts, length = 7, [], 0
    while length < size:
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        word = words[(state >> 10) % len(words)]
        if state >> 20 & 7 == 0:
            word = "%s%d\n" % (word.title(), state >> 24)
        parts.append(word)
        length += len(word) + 1
    return " ".join(parts)[:size].encode()


def main():
    source = text(330000)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(source) + packer.flush()
    plain = inflate(packed)
    assert plain == source, "inflate gives something else"
    block = source[:12000]
    assert unpack_block(*pack_block(block)) == block, "the block comes back changed"
    print(len(plain), zlib.crc32(plain), len(block))


if __name__ == "__main__":
    main()
