"""AES in plain Python: the tables from the field, key expansion for 128 to 256 bits, counter mode and chaining mode."""


def double(byte):
    byte <<= 1
    return byte ^ 0x11B if byte & 0x100 else byte


def multiply(a, b):
    result = 0
    while b:
        if b & 1:
            result ^= a
        a = double(a)
        b >>= 1
    return result


def make_boxes():
    """The substitution box: inverse in the field, then an affine map; and its inverse."""
    box = [0] * 256
    p = q = 1
    while True:
        p ^= double(p)
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        turned = q
        for shift in (1, 2, 3, 4):
            turned ^= (q << shift | q >> 8 - shift) & 0xFF
        box[p] = turned ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    inverse = [0] * 256
    for index, value in enumerate(box):
        inverse[value] = index
    return box, inverse


BOX, INVERSE_BOX = make_boxes()
TWO, THREE, NINE, ELEVEN, THIRTEEN, FOURTEEN = ([multiply(x, k) for x in range(256)] for k in (2, 3, 9, 11, 13, 14))
SHIFT = [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11]
UNSHIFT = [SHIFT.index(i) for i in range(16)]


class Cipher:
    def __init__(self, key):
        if len(key) not in (16, 24, 32):
            raise ValueError("a key has 16, 24 or 32 bytes")
        self.rounds = len(key) // 4 + 6
        self.keys = self.expand(key)

    def expand(self, key):
        size = len(key) // 4
        words = [list(key[4 * i:4 * i + 4]) for i in range(size)]
        constant = 1
        for i in range(size, 4 * (self.rounds + 1)):
            word = words[i - 1]
            if i % size == 0:
                word = [BOX[b] for b in word[1:] + word[:1]]
                word[0] ^= constant
                constant = double(constant)
            elif size > 6 and i % size == 4:
                word = [BOX[b] for b in word]
            words.append([a ^ b for a, b in zip(words[i - size], word)])
        return [sum(words[4 * r:4 * r + 4], []) for r in range(self.rounds + 1)]

    def encrypt(self, block):
        state = [a ^ b for a, b in zip(block, self.keys[0])]
        for number in range(1, self.rounds):
            state = [BOX[state[i]] for i in SHIFT]
            self.mix(state)
            self.add_key(state, number)
        state = [BOX[state[i]] for i in SHIFT]
        self.add_key(state, self.rounds)
        return bytes(state)

    def decrypt(self, block):
        state = list(block)
        self.add_key(state, self.rounds)
        for number in range(self.rounds - 1, 0, -1):
            state = [INVERSE_BOX[state[i]] for i in UNSHIFT]
            self.add_key(state, number)
            self.unmix(state)
        state = [INVERSE_BOX[state[i]] for i in UNSHIFT]
        self.add_key(state, 0)
        return bytes(state)

    def add_key(self, state, number):
        key = self.keys[number]
        for i in range(16):
            state[i] ^= key[i]

    @staticmethod
    def mix(state):
        for i in range(0, 16, 4):
            a, b, c, d = state[i:i + 4]
            state[i] = TWO[a] ^ THREE[b] ^ c ^ d
            state[i + 1] = a ^ TWO[b] ^ THREE[c] ^ d
            state[i + 2] = a ^ b ^ TWO[c] ^ THREE[d]
            state[i + 3] = THREE[a] ^ b ^ c ^ TWO[d]

    @staticmethod
    def unmix(state):
        for i in range(0, 16, 4):
            a, b, c, d = state[i:i + 4]
            state[i] = FOURTEEN[a] ^ ELEVEN[b] ^ THIRTEEN[c] ^ NINE[d]
            state[i + 1] = NINE[a] ^ FOURTEEN[b] ^ ELEVEN[c] ^ THIRTEEN[d]
            state[i + 2] = THIRTEEN[a] ^ NINE[b] ^ FOURTEEN[c] ^ ELEVEN[d]
            state[i + 3] = ELEVEN[a] ^ THIRTEEN[b] ^ NINE[c] ^ FOURTEEN[d]


def counter_mode(cipher, nonce, data):
    out = bytearray()
    for number, start in enumerate(range(0, len(data), 16)):
        stream = cipher.encrypt(nonce + number.to_bytes(8, "big"))
        out.extend(a ^ b for a, b in zip(data[start:start + 16], stream))
    return bytes(out)


def chained_encrypt(cipher, vector, data):
    pad = 16 - len(data) % 16
    data += bytes([pad]) * pad
    out = []
    for start in range(0, len(data), 16):
        vector = cipher.encrypt([a ^ b for a, b in zip(data[start:start + 16], vector)])
        out.append(vector)
    return b"".join(out)


def chained_decrypt(cipher, vector, data):
    out = bytearray()
    for start in range(0, len(data), 16):
        block = data[start:start + 16]
        out += bytes(a ^ b for a, b in zip(cipher.decrypt(block), vector))
        vector = block
    return bytes(out[:-out[-1]])


def main():
    print(Cipher(bytes(range(16))).encrypt(bytes.fromhex("00112233445566778899aabbccddeeff")).hex())
    clear = b"This is a test. What could possibly go wrong? " * 480
    for size in (16, 24, 32):
        cipher = Cipher(bytes(i * 7 + size & 255 for i in range(size)))
        sealed = counter_mode(cipher, b"8 bytes!", clear)
        assert counter_mode(cipher, b"8 bytes!", sealed) == clear
        print(sealed[-16:].hex())
        part = clear[:10000]
        sealed = chained_encrypt(cipher, bytes(16), part)
        assert chained_decrypt(cipher, bytes(16), sealed) == part
        print(sealed[-16:].hex())


if __name__ == "__main__":
    main()
