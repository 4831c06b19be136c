"""The Chinese, Japanese and Korean codecs over their whole code space, errors included: a checksum for each."""
from hashlib import md5

CODECS = "gbk gb2312 gb18030 big5 cp950 shift_jis cp932 euc_jp euc_kr cp949".split()


def decoded(data, codec):
    try:
        return ascii(data.decode(codec))
    except UnicodeDecodeError as error:
        return f"{error.encoding} {error.start} {error.end} {error.reason}"


def encoded(codec):
    good = 0
    digest = md5()
    for start in range(0, 0x110000, 0x400):
        piece = "".join(map(chr, range(start, start + 0x400)))
        try:
            data = piece.encode(codec)
        except UnicodeEncodeError as error:
            text = piece.encode(codec, "ignore")
            shown = piece.encode(codec, "backslashreplace")
            digest.update(f"{error.encoding} {error.start} {error.end} {error.reason}".encode())
            digest.update(shown)
            good += len(text)
        else:
            good += len(data)
            digest.update(data)
    return good, digest.hexdigest()


for codec in CODECS:
    ones = [decoded(bytes([byte]) + end, codec) for byte in range(256) for end in (b"", b"A", b"\xff")]
    print(codec, "one byte", md5("|".join(ones).encode()).hexdigest())
    twos = []
    for lead in range(0x80, 0x100):
        for trail in range(256):
            twos.append(decoded(bytes([lead, trail]), codec))
    print(codec, "two bytes", sum(text[0] == "'" for text in twos), md5("|".join(twos).encode()).hexdigest())
    ends = [decoded(bytes([lead, trail]) + end, codec) for lead in range(0x80, 0x100, 3) for trail in range(0x21, 0x100, 11)
            for end in (b"A", b"\x81", b"\xa1\xa1", b"0\x810")]
    print(codec, "longer", sum(text[0] == "'" for text in ends), md5("|".join(ends).encode()).hexdigest())
    replaced = b"".join(bytes([lead, trail, 10]) for lead in range(0x80, 0x100) for trail in range(0x30, 0x100))
    for handler in "replace", "ignore", "backslashreplace", "surrogateescape":
        print(codec, handler, md5(ascii(replaced.decode(codec, handler)).encode()).hexdigest())
    print(codec, "encoded", *encoded(codec))

# Sequences of three and four bytes.
threes = [decoded(bytes([0x8f, lead, trail]), "euc_jp") for lead in range(0xA0, 0x100) for trail in range(0xA0, 0x100)]
print("euc_jp", "three bytes", sum(text[0] == "'" for text in threes), md5("|".join(threes).encode()).hexdigest())
fours = [decoded(bytes([a, 0x30 + b, 0x81 + c, 0x30 + d]), "gb18030")
         for a in (*range(0x80, 0x86), 0x90, 0x91, 0xE3, 0xE4, 0xFE, 0xFF) for b in range(-1, 11) for c in range(-1, 127, 5) for d in range(-1, 11, 3)]
print("gb18030", "four bytes", sum(text[0] == "'" for text in fours), md5("|".join(fours).encode()).hexdigest())
letters = [0xA1, 0xA4, 0xB5, 0xBE, 0xBF, 0xC3, 0xD3, 0xD4, 0x41]
jamo = [decoded(bytes([0xA4, 0xD4, 0xA4, a, 0xA4, b, 0xA4, c]), "euc_kr") for a in letters for b in letters for c in letters]
print("euc_kr", "spelled out", sum(text[0] == "'" for text in jamo), md5("|".join(jamo).encode()).hexdigest())
