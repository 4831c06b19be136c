"""The Mersenne Twister MT19937, for interpreters without a native `_random`."""

_N = 624
_M = 397
_MASK = 0xFFFFFFFF


class Random:
    """The generator alone: seed, state, bits and floats."""

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._words = [0] * _N
        self._index = _N
        return self

    def _seed_number(self, s):
        words = self._words
        words[0] = s = s & _MASK
        for i in range(1, _N):
            s = (1812433253 * (s ^ (s >> 30)) + i) & _MASK
            words[i] = s
        self._index = _N

    def _seed_array(self, key):
        self._seed_number(19650218)
        words = self._words
        i, j = 1, 0
        size = len(key)
        for _ in range(max(_N, size)):
            previous = words[i - 1]
            words[i] = ((words[i] ^ ((previous ^ (previous >> 30)) * 1664525)) + key[j] + j) & _MASK
            i += 1
            j += 1
            if i >= _N:
                words[0] = words[_N - 1]
                i = 1
            if j >= size:
                j = 0
        for _ in range(_N - 1):
            previous = words[i - 1]
            words[i] = ((words[i] ^ ((previous ^ (previous >> 30)) * 1566083941)) - i) & _MASK
            i += 1
            if i >= _N:
                words[0] = words[_N - 1]
                i = 1
        words[0] = 0x80000000

    def seed(self, a=None):
        """Start a sequence; from the system's entropy without an argument."""
        if a is None:
            from posix import urandom

            a = int.from_bytes(urandom(2500), "little")
        elif isinstance(a, int):
            a = abs(a)
        else:
            a = hash(a) & 0xFFFFFFFFFFFFFFFF
        key = []
        while a:
            key.append(a & _MASK)
            a >>= 32
        self._seed_array(key or [0])

    def _refill(self):
        words = self._words
        for k in range(_N):
            y = (words[k] & 0x80000000) | (words[(k + 1) % _N] & 0x7FFFFFFF)
            words[k] = words[(k + _M) % _N] ^ (y >> 1) ^ (0x9908B0DF if y & 1 else 0)
        self._index = 0

    def _next32(self):
        if self._index >= _N:
            self._refill()
        y = self._words[self._index]
        self._index += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C5680
        y ^= (y << 15) & 0xEFC60000
        return y ^ (y >> 18)

    def random(self):
        """The next float in [0, 1)."""
        a = self._next32() >> 5
        b = self._next32() >> 6
        return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0)

    def getrandbits(self, k, /):
        """An integer of k random bits."""
        k = k.__index__()
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        if k == 0:
            return 0
        if k <= 32:
            return self._next32() >> (32 - k)
        result = 0
        shift = 0
        while k > 0:
            word = self._next32()
            if k < 32:
                word >>= 32 - k
            result |= word << shift
            shift += 32
            k -= 32
        return result

    def getstate(self):
        """The state as a tuple of 625 integers."""
        return (*self._words, self._index)

    def setstate(self, state):
        """Take over a state."""
        if not isinstance(state, tuple):
            raise TypeError("state vector must be a tuple")
        if len(state) != _N + 1:
            raise ValueError("state vector is the wrong size")
        index = state[_N]
        if not 0 <= index <= _N:
            raise ValueError("invalid state")
        self._words = list(state[:_N])
        self._index = index
