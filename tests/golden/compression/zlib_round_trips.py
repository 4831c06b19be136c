"""zlib: round trips in all formats and levels, in pieces and with limits; data from the zlib library; faults."""
import zlib

TEXTS = [b"", b"a", b"hello " * 100, bytes(range(256)) * 20, bytes(100_000), bytes((n * n >> 3) & 255 for n in range(30_000))]
for text in TEXTS:
    for wbits in (15, 9, -15, 31, 25):
        for level in (-1, 0, 1, 6, 9):
            packed = zlib.compress(text, level, wbits)
            if zlib.decompress(packed, wbits) != text:
                print("differs", len(text), wbits, level)
            if wbits > 0 and zlib.decompress(packed, 47) != text:
                print("differs", len(text), wbits, level)
    packer = zlib.compressobj(wbits=31)
    pieces = [packer.compress(text[start:start + 777]) + (packer.flush(zlib.Z_SYNC_FLUSH) if start % 3 == 0 else b"") for start in range(0, len(text), 777)]
    packed = b"".join(pieces) + packer.flush()
    reader = zlib.decompressobj(47)
    out = b"".join(reader.decompress(packed[start:start + 1]) for start in range(min(3000, len(packed))))
    out += reader.decompress(packed[3000:] + b"rest")
    print(len(text), out == text, reader.eof, reader.unused_data, reader.unconsumed_tail)
    reader, out, waiting = zlib.decompressobj(), b"", zlib.compress(text)
    while not reader.eof:
        piece = reader.decompress(waiting, 1000)
        out, waiting = out + piece, reader.unconsumed_tail
        assert len(piece) <= 1000
    print(out == text)

# What the zlib library wrote.
for data in [b"x\x9cK\xcb\xcf\x07\x00\x02\x82\x01E", b"x\x9c\xcbH\xcd\xc9\xc9\x07\x00\x06,\x02\x15", b"x\x01\x01\x03\x00\xfc\xffabc\x02M\x01'"]:
    print(zlib.decompress(data))


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"


good = zlib.compress(b"some text " * 20)
print(attempt(zlib.decompress, b"not compressed"), attempt(zlib.decompress, good[:-3]), attempt(zlib.decompress, b""))
print(attempt(zlib.decompress, good[:-1] + bytes([good[-1] ^ 1])), attempt(zlib.decompress, good, wbits=31), attempt(zlib.compress, b"", 10))
print(attempt(zlib.compress, "text"), attempt(zlib.compressobj, 99), attempt(zlib.decompressobj().decompress, good, -1), attempt(zlib.decompressobj, 99))
print(zlib.adler32(b"Wikipedia"), zlib.crc32(b"Wikipedia"), zlib.adler32(b""), zlib.adler32(b"b", zlib.adler32(b"a")), zlib.adler32(bytes([255]) * 20_000), zlib.crc32(b"b", 7))
reader = zlib.decompressobj()
reader.decompress(good[:10])
other = reader.copy()
print(reader.decompress(good[10:]) == other.decompress(good[10:]), reader.eof, other.eof)
print(zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_BUF_SIZE, zlib.Z_FINISH, zlib.Z_BEST_COMPRESSION, zlib.error.__mro__)
