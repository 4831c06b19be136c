"""Digests with a key, as RFC 2104 has them."""

import hashlib as _hashlib

_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
digest_size = None


def compare_digest(a, b, /):
    """Whether two texts are equal, in a time that says nothing about where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    a, b = bytes(memoryview(a)), bytes(memoryview(b))
    # Both numbers are gone through whole; a difference of length shows, as everywhere.
    difference = len(a) ^ len(b)
    if difference:
        b = a
    return (int.from_bytes(a) ^ int.from_bytes(b)) | difference == 0


def _maker(digestmod):
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        return lambda data=b"": _hashlib.new(digestmod, data)
    return lambda data=b"": digestmod.new(data)


class HMAC:
    """A digest with a key under way."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = _maker(digestmod)
        self._inner, self._outer = make(), make()
        self.digest_size = self._inner.digest_size
        block = getattr(self._inner, "block_size", self.blocksize)
        self.block_size = block
        if len(key) > block:
            key = make(key).digest()
        key = bytes(key).ljust(block, b"\0")
        self._outer.update(key.translate(_OUTER))
        self._inner.update(key.translate(_INNER))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        """Go on with more bytes."""
        self._inner.update(msg)

    def copy(self):
        """An independent copy."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size, other.block_size = self.digest_size, self.block_size
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        return other

    def _finished(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer

    def digest(self):
        """The digest of what was given so far."""
        return self._finished().digest()

    def hexdigest(self):
        """The digest as hexadecimal digits."""
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=""):
    """A new digest with a key."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The digest of one message."""
    return HMAC(key, msg, digest).digest()
