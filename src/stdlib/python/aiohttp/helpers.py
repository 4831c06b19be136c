"""URLs and headers, as far as the client needs them."""

from .client_exceptions import InvalidURL, NonHttpUrlClientError

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS = {"http": 80, "https": 443}


def _quoted(text, safe):
    """Percent signs for everything but the safe letters; what is quoted stays."""
    allowed = _PLAIN.union(safe)
    out = []
    for index, letter in enumerate(text):
        pair = text[index + 1:index + 3]
        if letter in allowed or letter == "%" and len(pair) == 2 and all(c in "0123456789abcdefABCDEF" for c in pair):
            out.append(letter)
        else:
            out.extend(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))
    return "".join(out)


class URL:
    """An absolute URL in its parts."""

    __slots__ = ("scheme", "host", "port", "path", "query_string", "fragment")

    def __init__(self, text):
        if isinstance(text, URL):
            for name in self.__slots__:
                setattr(self, name, getattr(text, name))
            return
        if not isinstance(text, str):
            raise TypeError("Constructor parameter should be str")
        scheme, mark, rest = text.partition("://")
        if not mark or not scheme:
            raise InvalidURL(text)
        self.scheme = scheme.lower()
        if self.scheme not in _PORTS:
            raise NonHttpUrlClientError(text)
        rest, _, self.fragment = rest.partition("#")
        rest, _, query = rest.partition("?")
        authority, slash, path = rest.partition("/")
        authority = authority.rpartition("@")[2]
        if authority.startswith("["):
            host, _, port = authority[1:].partition("]")
            port = port.lstrip(":")
        else:
            host, _, port = authority.partition(":")
        if not host:
            raise InvalidURL(text)
        try:
            self.port = int(port) if port else _PORTS[self.scheme]
        except ValueError:
            raise InvalidURL(text) from None
        self.host = host.lower() if host.isascii() else host.encode("idna").decode()
        self.path = _quoted("/" + path, "/:@!$&'()*+,;=")
        self.query_string = _quoted(query, "/?:@!$&'()*+,;=")

    @property
    def authority(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self):
        """Path and query, as requests name them."""
        return self.path + (f"?{self.query_string}" if self.query_string else "")

    @staticmethod
    def encode_params(params):
        pairs = params.items() if hasattr(params, "items") else params
        quote = lambda value: _quoted(str(value), "/?:@-._~!$'()*,").replace("%20", "+")
        return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)

    def with_params(self, params):
        """The same with more in the query."""
        extra = params if isinstance(params, str) else self.encode_params(params)
        made = URL(self)
        made.query_string = f"{self.query_string}&{extra}" if self.query_string else extra
        return made

    def join(self, place):
        """Another URL, as seen from this one."""
        if isinstance(place, URL):
            return place
        if "://" in place.split("?")[0].split("#")[0]:
            return URL(place)
        base = f"{self.scheme}://{self.authority}"
        if place.startswith("//"):
            return URL(f"{self.scheme}:{place}")
        if place.startswith("/"):
            return URL(base + place)
        if place.startswith("?"):
            return URL(base + self.path + place)
        path, mark, query = place.partition("?")
        parts = []
        for part in (self.path.rpartition("/")[0] + "/" + path).split("/"):
            if part == "..":
                if len(parts) > 1:
                    parts.pop()
            elif part != ".":
                parts.append(part)
        return URL(base + "/".join(parts) + mark + query)

    def __str__(self):
        return f"{self.scheme}://{self.authority}{self.target}" + (f"#{self.fragment}" if self.fragment else "")

    def __repr__(self):
        return f"URL({str(self)!r})"

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(str(self))


class Headers:
    """Headers in order; names are compared without case, and may occur more than once."""

    def __init__(self, source=None):
        self._items = []
        if source is not None:
            for name, value in source.items() if hasattr(source, "items") else source:
                self._items.append((str(name), str(value)))

    def _at(self, name):
        low = name.lower()
        return [value for key, value in self._items if key.lower() == low]

    def get(self, name, default=None):
        found = self._at(name)
        return found[0] if found else default

    def getall(self, name, default=None):
        """Every value of a name."""
        found = self._at(name)
        if not found and default is None:
            raise KeyError(name)
        return found or default

    def __getitem__(self, name):
        found = self._at(name)
        if not found:
            raise KeyError(name)
        return found[0]

    def __setitem__(self, name, value):
        low = name.lower()
        for index, (key, _) in enumerate(self._items):
            if key.lower() == low:
                self._items[index] = (name, str(value))
                self._items[index + 1:] = [pair for pair in self._items[index + 1:] if pair[0].lower() != low]
                return
        self._items.append((name, str(value)))

    def add(self, name, value):
        self._items.append((name, str(value)))

    def pop(self, name, default=None):
        found = self._at(name)
        low = name.lower()
        self._items = [pair for pair in self._items if pair[0].lower() != low]
        return found[0] if found else default

    def update(self, other):
        for name, value in other.items():
            self[name] = value

    def items(self):
        return list(self._items)

    def keys(self):
        return [name for name, _ in self._items]

    def values(self):
        return [value for _, value in self._items]

    def __contains__(self, name):
        return bool(self._at(name))

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._items)

    def __repr__(self):
        return f"<CIMultiDictProxy({', '.join(f'{name!r}: {value!r}' for name, value in self._items)})>"
