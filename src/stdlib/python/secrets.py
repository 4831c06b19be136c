"""Random numbers and tokens for passwords and keys, from the system's own generator."""

__all__ = ["choice", "randbelow", "randbits", "SystemRandom", "token_bytes", "token_hex", "token_urlsafe", "compare_digest"]

import base64
from hmac import compare_digest
from random import SystemRandom

DEFAULT_ENTROPY = 32

_generator = SystemRandom()
randbits = _generator.getrandbits
choice = _generator.choice


def randbelow(exclusive_upper_bound):
    """A random number below another one."""
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _generator._randbelow(exclusive_upper_bound)


def token_bytes(nbytes=None):
    """Random bytes."""
    return _generator.randbytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """Random bytes as hexadecimal text."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    """Random bytes as text that can stand in an address."""
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")
