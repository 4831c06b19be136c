"""Addresses of the Internet Protocol, interfaces and networks, versions 4 and 6.

An address is an integer with a version; a network is the integer of its first address with the
length of its prefix. What differs between the versions is in two small tables at the end.
"""

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """An address that makes no sense."""


class NetmaskValueError(ValueError):
    """A mask that makes no sense."""


def ip_address(address):
    """An address of either version."""
    for kind in (IPv4Address, IPv6Address):
        try:
            return kind(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 address")


def ip_network(address, strict=True):
    """A network of either version."""
    for kind in (IPv4Network, IPv6Network):
        try:
            return kind(address, strict)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 network")


def ip_interface(address):
    """An interface of either version."""
    for kind in (IPv4Interface, IPv6Interface):
        try:
            return kind(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 interface")


def v4_int_to_packed(address):
    """The four bytes of a number."""
    try:
        return address.to_bytes(4)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4")


def v6_int_to_packed(address):
    """The sixteen bytes of a number."""
    try:
        return address.to_bytes(16)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6")


def summarize_address_range(first, last):
    """The fewest networks that cover a range of addresses."""
    if not (isinstance(first, _Address) and isinstance(last, _Address)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    network = {4: IPv4Network, 6: IPv6Network}.get(first.version)
    if network is None:
        raise ValueError("unknown IP version")
    bits = first.max_prefixlen
    start, end = int(first), int(last)
    while start <= end:
        # As large as the alignment of the start and what is left allow.
        size = min(_zeros_at_end(start, bits), (end - start + 1).bit_length() - 1)
        yield network((start, bits - size))
        start += 1 << size
        if start - 1 == (1 << bits) - 1:
            break


def _zeros_at_end(number, bits):
    return bits if number == 0 else min(bits, (~number & (number - 1)).bit_length())


def collapse_addresses(addresses):
    """The fewest networks that hold the same addresses."""
    singles, networks = [], []
    for each in addresses:
        if isinstance(each, _Address):
            if singles and singles[-1].version != each.version:
                raise TypeError(f"{each} and {singles[-1]} are not of the same version")
            singles.append(each)
        else:
            if networks and networks[-1].version != each.version:
                raise TypeError(f"{each} and {networks[-1]} are not of the same version")
            if each.prefixlen == each.max_prefixlen:
                singles.append(each.ip if hasattr(each, "ip") else each.network_address)
            else:
                networks.append(each)
    singles = sorted(set(singles))
    if singles:
        start = previous = singles[0]
        for each in singles[1:]:
            if int(each) != int(previous) + 1:
                networks.extend(summarize_address_range(start, previous))
                start = each
            previous = each
        networks.extend(summarize_address_range(start, previous))
    return _merged(networks)


def _merged(networks):
    """Pairs of halves become wholes, then what lies in another is left out."""
    waiting = list(networks)
    halves = {}
    while waiting:
        network = waiting.pop()
        upper = network.supernet()
        other = halves.get(upper)
        if other is None:
            halves[upper] = network
        elif other != network:
            del halves[upper]
            waiting.append(upper)
    last = None
    for network in sorted(halves.values()):
        if last is not None and last.broadcast_address >= network.broadcast_address:
            continue
        yield network
        last = network


def get_mixed_type_key(obj):
    """A key by which addresses and networks can be sorted together."""
    if isinstance(obj, _Network):
        return obj._get_networks_key()
    if isinstance(obj, _Address):
        return obj._get_address_key()
    return NotImplemented


# ---- text ----


def _v4_number(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    octets = text.split(".")
    if len(octets) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    number = 0
    for octet in octets:
        try:
            number = number << 8 | _octet(octet)
        except ValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
    return number


def _octet(text):
    if not text:
        raise ValueError("Empty octet not permitted")
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"Only decimal digits permitted in {text!r}")
    if len(text) > 3:
        raise ValueError(f"At most 3 characters permitted in {text!r}")
    if text != "0" and text[0] == "0":
        raise ValueError(f"Leading zeros are not permitted in {text!r}")
    number = int(text)
    if number > 255:
        raise ValueError(f"Octet {number} (> 255) not permitted")
    return number


def _v6_number(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":", 9)
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            tail = _v4_number(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        parts += [f"{tail >> 16:x}", f"{tail & 0xFFFF:x}"]
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    gap = None
    for index in range(1, len(parts) - 1):
        if not parts[index]:
            if gap is not None:
                raise AddressValueError(f"At most one '::' permitted in {text!r}")
            gap = index
    if gap is not None:
        before, after = gap, len(parts) - gap - 1
        if not parts[0]:
            before -= 1
            if before:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            after -= 1
            if after:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        missing = 8 - before - after
        if missing < 1:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
    else:
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        before, after, missing = 8, 0, 0
    try:
        number = 0
        for part in parts[:before] if gap is None or parts[0] else parts[1 : before + 1]:
            number = number << 16 | _hextet(part)
        number <<= 16 * missing
        for part in parts[len(parts) - after :] if after and parts[-1] else []:
            number = number << 16 | _hextet(part)
    except ValueError as error:
        raise AddressValueError(f"{error} in {text!r}") from None
    return number


def _hextet(text):
    if not set(text) <= set("0123456789abcdefABCDEF"):
        raise ValueError(f"Only hex digits permitted in {text!r}")
    if len(text) > 4:
        raise ValueError(f"At most 4 characters permitted in {text!r}")
    return int(text, 16)


def _v4_text(number):
    return ".".join(map(str, number.to_bytes(4)))


def _v6_text(number):
    groups = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    # The longest run of zeros, the first of equal ones, becomes two colons.
    best_start, best = 0, 0
    start = None
    for index, group in enumerate([*groups, "end"]):
        if group == "0":
            if start is None:
                start = index
        elif start is not None:
            if index - start > best:
                best_start, best = start, index - start
            start = None
    if best > 1:
        return ":".join(groups[:best_start]) + "::" + ":".join(groups[best_start + best :])
    return ":".join(groups)


def _checked_number(number, version, bits):
    if number < 0:
        raise AddressValueError(f"{number} (< 0) is not permitted as an IPv{version} address")
    if number >> bits:
        raise AddressValueError(f"{number} (>= 2**{bits}) is not permitted as an IPv{version} address")
    return number


def _checked_packed(packed, version, length):
    if len(packed) != length:
        raise AddressValueError(f"{packed!r} (len {len(packed)} != {length}) is not permitted as an IPv{version} address")
    return int.from_bytes(packed)


# ---- what addresses and networks share ----


class _Base:
    __slots__ = ()

    @property
    def exploded(self):
        """The long text."""
        return self._exploded()

    @property
    def compressed(self):
        """The short text."""
        return str(self)

    @property
    def version(self):
        return self._version

    @property
    def max_prefixlen(self):
        return self._bits

    @property
    def reverse_pointer(self):
        """The name that a reverse lookup asks for."""
        return self._reverse_pointer()

    @classmethod
    def _mask(cls, length):
        ones = (1 << cls._bits) - 1
        return ones ^ (ones >> length)

    @classmethod
    def _prefix_of(cls, argument):
        """The length of a prefix from a number, its text, or a mask."""
        if isinstance(argument, int):
            if not 0 <= argument <= cls._bits:
                cls._bad_mask(argument)
            return argument
        if argument.isascii() and argument.isdigit():
            length = int(argument)
            if length > cls._bits:
                cls._bad_mask(argument)
            return length
        if cls._version == 6:
            cls._bad_mask(argument)
        try:
            number = _v4_number(argument)
        except AddressValueError:
            cls._bad_mask(argument)
        length = cls._ones_in_front(number)
        if length is None:
            # The other way round: a mask of hosts.
            length = cls._ones_in_front(number ^ 0xFFFFFFFF)
        if length is None:
            cls._bad_mask(argument)
        return length

    @classmethod
    def _ones_in_front(cls, number):
        length = cls._bits - _zeros_at_end(number, cls._bits)
        return length if cls._mask(length) == number else None

    @classmethod
    def _bad_mask(cls, shown):
        raise NetmaskValueError(f"{str(shown)!r} is not a valid netmask")

    def __reduce__(self):
        return self.__class__, (str(self),)


@functools.total_ordering
class _Address(_Base):
    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def __add__(self, other):
        return self.__class__(int(self) + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self.__class__(int(self) - other) if isinstance(other, int) else NotImplemented

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return self._text(self._ip)

    def _get_address_key(self):
        return self._version, self

    def __reduce__(self):
        return self.__class__, (self._ip,)

    def __format__(self, fmt):
        """Text, or a number in base 2 (`b`, `n` for version 4) or 16 (`x`, `X`), filled with zeros."""
        if not fmt or fmt[-1] == "s":
            return format(str(self), fmt)
        import re

        found = re.fullmatch(r"(#?)(_?)([xbnX])", fmt)
        if found is None:
            return super().__format__(fmt)
        alternate, grouping, kind = found.groups()
        if kind == "n":
            kind = "b" if self._version == 4 else "x"
        width = self._bits if kind == "b" else self._bits // 4
        if grouping:
            width += width // 4 - 1
        if alternate:
            width += 2
        return format(int(self), f"{alternate}0{width}{grouping}{kind}")

    def _within(self, networks):
        return any(self in network for network in networks)


@functools.total_ordering
class _Network(_Base):
    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return f"{self.network_address}/{self.prefixlen}"

    def _set(self, number, prefix, strict):
        self._prefixlen = prefix
        mask = self._mask(prefix)
        self.netmask = self._address_class(mask)
        if number & mask != number:
            if strict:
                raise ValueError(f"{self._shown} has host bits set")
            number &= mask
        self.network_address = self._address_class(number)
        if prefix == self._bits - 1:
            self.hosts = self.__iter__
        elif prefix == self._bits:
            self.hosts = lambda: iter((self._address_class(number),))

    def __init__(self, address, strict=True):
        place, mask = _split(address)
        self._shown = address
        start = self._address_class(place)
        prefix = self._bits if mask is None else self._prefix_of(mask)
        self._set(int(start), prefix, strict)
        del self._shown

    @property
    def prefixlen(self):
        return self._prefixlen

    @functools.cached_property
    def broadcast_address(self):
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @functools.cached_property
    def hostmask(self):
        return self._address_class(int(self.netmask) ^ ((1 << self._bits) - 1))

    @property
    def with_prefixlen(self):
        return f"{self.network_address}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.network_address}/{self.hostmask}"

    @property
    def num_addresses(self):
        return 1 << (self._bits - self._prefixlen)

    def hosts(self):
        """The addresses that a host can have."""
        first, last = int(self.network_address), int(self.broadcast_address)
        # Version 6 has no broadcast.
        for number in range(first + 1, last + (self._version == 6)):
            yield self._address_class(number)

    def __iter__(self):
        for number in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address_class(number)

    def __getitem__(self, n):
        first, last = int(self.network_address), int(self.broadcast_address)
        number = first + n if n >= 0 else last + n + 1
        if not first <= number <= last:
            raise IndexError("address out of range")
        return self._address_class(number)

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if self.network_address != other.network_address:
            return self.network_address < other.network_address
        if self.netmask != other.netmask:
            return self.netmask < other.netmask
        return False

    def __eq__(self, other):
        try:
            return (
                self._version == other._version
                and self.network_address == other.network_address
                and int(self.netmask) == int(other.netmask)
            )
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _Network):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        """Whether two networks have addresses in common."""
        return self.network_address in other or other.network_address in self or (
            self.broadcast_address in other or other.broadcast_address in self
        )

    def _get_networks_key(self):
        return self._version, self.network_address, self.netmask

    def address_exclude(self, other):
        """The networks that are left without another one."""
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if not isinstance(other, _Network):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        if other == self:
            return
        other = other.__class__(f"{other.network_address}/{other.prefixlen}")
        low, high = self.subnets()
        while True:
            inside, outside = (low, high) if other.subnet_of(low) else (high, low)
            yield outside
            if inside == other:
                return
            low, high = inside.subnets()

    def compare_networks(self, other):
        """-1, 0 or 1."""
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same type")
        left, right = self._get_networks_key(), other._get_networks_key()
        return (left > right) - (left < right)

    def _new_prefix(self, change, new, upwards):
        if self._prefixlen == (0 if upwards else self._bits):
            return None
        if new is not None:
            if upwards and new > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if not upwards and new < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if change != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            change = abs(new - self._prefixlen)
        return change

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks with a longer prefix inside this one."""
        change = self._new_prefix(prefixlen_diff, new_prefix, False)
        if change is None:
            yield self
            return
        if change < 0:
            raise ValueError("prefix length diff must be > 0")
        prefix = self._prefixlen + change
        if prefix > self._bits:
            raise ValueError(f"prefix length diff {prefix} is invalid for netblock {self}")
        step = 1 << (self._bits - prefix)
        for number in range(int(self.network_address), int(self.broadcast_address) + 1, step):
            yield self.__class__((number, prefix))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network with a shorter prefix around this one."""
        change = self._new_prefix(prefixlen_diff, new_prefix, True)
        if change is None:
            return self
        prefix = self._prefixlen - change
        if prefix < 0:
            raise ValueError(f"current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {change}")
        return self.__class__((int(self.network_address) & self._mask(prefix), prefix))

    def _inside(self, inner, outer):
        if inner._version != outer._version:
            raise TypeError(f"{inner} and {outer} are not of the same version")
        try:
            return (
                outer.network_address <= inner.network_address and outer.broadcast_address >= inner.broadcast_address
            )
        except AttributeError:
            raise TypeError(f"Unable to test subnet containment between {inner} and {outer}")

    def subnet_of(self, other):
        """Whether this network lies in another."""
        return self._inside(self, other)

    def supernet_of(self, other):
        """Whether another network lies in this one."""
        return self._inside(other, self)

    def _both_ends(name):
        def get(self):
            return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

        return property(get)

    is_multicast = _both_ends("is_multicast")
    is_reserved = _both_ends("is_reserved")
    is_link_local = _both_ends("is_link_local")
    is_unspecified = _both_ends("is_unspecified")
    is_loopback = _both_ends("is_loopback")
    is_site_local = _both_ends("is_site_local")
    del _both_ends

    @property
    def is_private(self):
        """Whether the network is not for the public Internet."""
        return any(
            self.network_address in network and self.broadcast_address in network for network in self._private
        ) and all(
            self.network_address not in network and self.broadcast_address not in network
            for network in self._not_private
        )

    @property
    def is_global(self):
        return not self.is_private

    def _exploded(self):
        return f"{self.network_address.exploded}/{self._prefixlen}"

    def _reverse_pointer(self):
        """As CPython has it: the parts of the network's text, length included, the other way round."""
        if self._version == 4:
            return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"
        return ".".join(self.exploded[::-1].replace(":", "")) + ".ip6.arpa"


def _split(address):
    """An address and its mask, from text, a pair, or something without a mask."""
    if isinstance(address, (bytes, int)):
        return address, None
    if isinstance(address, tuple):
        return address if len(address) > 1 else (address[0], None)
    parts = str(address).split("/")
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts[0], parts[1] if len(parts) > 1 else None


# ---- version 4 ----


class IPv4Address(_Address):
    """An address of version 4."""

    __slots__ = ("_ip", "__weakref__")
    _version = 4
    _bits = IPV4LENGTH

    def __init__(self, address):
        if isinstance(address, int):
            self._ip = _checked_number(address, 4, 32)
        elif isinstance(address, bytes):
            self._ip = _checked_packed(address, 4, 4)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            self._ip = _v4_number(text)

    _text = staticmethod(_v4_text)

    def _exploded(self):
        return str(self)

    def _reverse_pointer(self):
        return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"

    @property
    def packed(self):
        return v4_int_to_packed(self._ip)

    @property
    def is_reserved(self):
        return self in _V4_RESERVED

    @property
    def is_private(self):
        return self._within(IPv4Network._private) and not self._within(IPv4Network._not_private)

    @property
    def is_global(self):
        return self not in _V4_SHARED and not self.is_private

    @property
    def is_multicast(self):
        return self in _V4_MULTICAST

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_loopback(self):
        return self in _V4_LOOPBACK

    @property
    def is_link_local(self):
        return self in _V4_LINK_LOCAL

    @property
    def ipv6_mapped(self):
        return IPv6Address(f"::ffff:{self}")


class _Interface:
    """An address with its network."""

    def __init__(self, address):
        place, mask = _split(address)
        super().__init__(place)
        self.network = self._network_class(address, strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = self.network._prefixlen

    @functools.cached_property
    def hostmask(self):
        return self.network.hostmask

    def __str__(self):
        return f"{super().__str__()}/{self._prefixlen}"

    def __eq__(self, other):
        same = super().__eq__(other)
        if same is NotImplemented or not same:
            return same
        try:
            return self.network == other.network
        except AttributeError:
            return False

    def __lt__(self, other):
        less = super().__lt__(other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return self.network < other.network or (self.network == other.network and less)
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    __reduce__ = _Base.__reduce__

    @property
    def ip(self):
        return self._plain_class(self._ip)

    @property
    def with_prefixlen(self):
        return f"{self._plain_text()}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self._plain_text()}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self._plain_text()}/{self.hostmask}"

    def _plain_text(self):
        return self._text(self._ip)

    def _exploded(self):
        return f"{self.ip.exploded}/{self._prefixlen}"


class IPv4Interface(_Interface, IPv4Address):
    """An address of version 4 with its network."""

    _plain_class = IPv4Address

    def _reverse_pointer(self):
        return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"


class IPv4Network(_Network):
    """A network of version 4."""

    _version = 4
    _bits = IPV4LENGTH
    _address_class = IPv4Address

    @property
    def is_global(self):
        shared = self.network_address in _V4_SHARED and self.broadcast_address in _V4_SHARED
        return not shared and not self.is_private


# ---- version 6 ----


class IPv6Address(_Address):
    """An address of version 6."""

    __slots__ = ("_ip", "_scope_id", "__weakref__")
    _version = 6
    _bits = IPV6LENGTH

    def __init__(self, address):
        self._scope_id = None
        if isinstance(address, int):
            self._ip = _checked_number(address, 6, 128)
        elif isinstance(address, bytes):
            self._ip = _checked_packed(address, 6, 16)
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            text, percent, scope = text.partition("%")
            if percent:
                if not scope or "%" in scope:
                    raise AddressValueError(f"Invalid IPv6 address: \"{address!r}\"")
                self._scope_id = scope
            self._ip = _v6_number(text)

    _text = staticmethod(_v6_text)

    def __str__(self):
        mapped = self.ipv4_mapped
        text = _v6_text(self._ip) if mapped is None else f"::ffff:{mapped}"
        return f"{text}%{self._scope_id}" if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        same = super().__eq__(other)
        if same is NotImplemented or not same:
            return same
        return self._scope_id == getattr(other, "_scope_id", None)

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def scope_id(self):
        return self._scope_id

    def _exploded(self):
        mapped = self.ipv4_mapped
        if mapped is not None:
            return f"0000:0000:0000:0000:0000:ffff:{mapped}"
        return ":".join(f"{self._ip >> shift & 0xFFFF:04x}" for shift in range(112, -1, -16))

    def _reverse_pointer(self):
        return ".".join(f"{self._ip:032x}"[::-1]) + ".ip6.arpa"

    @property
    def packed(self):
        return v6_int_to_packed(self._ip)

    def _as_v4(name):
        def decorate(own):
            def get(self):
                mapped = self.ipv4_mapped
                return getattr(mapped, name) if mapped is not None else own(self)

            return property(get)

        return decorate

    @property
    def is_multicast(self):
        return self in _V6_MULTICAST

    @property
    def is_reserved(self):
        return self._within(_V6_RESERVED)

    @property
    def is_link_local(self):
        return self in _V6_LINK_LOCAL

    @property
    def is_site_local(self):
        return self in _V6_SITE_LOCAL

    @_as_v4("is_private")
    def is_private(self):
        return self._within(IPv6Network._private) and not self._within(IPv6Network._not_private)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_unspecified(self):
        return self._ip == 0

    @_as_v4("is_loopback")
    def is_loopback(self):
        return self._ip == 1

    del _as_v4

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None


class IPv6Interface(_Interface, IPv6Address):
    """An address of version 6 with its network."""

    _plain_class = IPv6Address

    @property
    def ip(self):
        return IPv6Address(IPv6Address.__str__(self))

    def _plain_text(self):
        return IPv6Address.__str__(self)

    @property
    def is_unspecified(self):
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        return super().is_loopback and self.network.is_loopback


class IPv6Network(_Network):
    """A network of version 6."""

    _version = 6
    _bits = IPV6LENGTH
    _address_class = IPv6Address

    @property
    def is_site_local(self):
        return self.network_address.is_site_local and self.broadcast_address.is_site_local


IPv4Interface._network_class = IPv4Network
IPv6Interface._network_class = IPv6Network
_V4_LINK_LOCAL = IPv4Network("169.254.0.0/16")
_V4_LOOPBACK = IPv4Network("127.0.0.0/8")
_V4_MULTICAST = IPv4Network("224.0.0.0/4")
_V4_SHARED = IPv4Network("100.64.0.0/10")
_V4_RESERVED = IPv4Network("240.0.0.0/4")
IPv4Network._private = [
    IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.0.170/31",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "255.255.255.255/32",
    )
]
IPv4Network._not_private = [IPv4Network("192.0.0.9/32"), IPv4Network("192.0.0.10/32")]
_V6_LINK_LOCAL = IPv6Network("fe80::/10")
_V6_MULTICAST = IPv6Network("ff00::/8")
_V6_SITE_LOCAL = IPv6Network("fec0::/10")
_V6_RESERVED = [
    IPv6Network(text)
    for text in (
        "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3", "A000::/3",
        "C000::/3", "E000::/4", "F000::/5", "F800::/6", "FE00::/9",
    )
]
IPv6Network._private = [
    IPv6Network(text)
    for text in (
        "::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "3fff::/20", "fc00::/7", "fe80::/10",
    )
]
IPv6Network._not_private = [
    IPv6Network(text)
    for text in ("2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48", "2001:20::/28", "2001:30::/28")
]
