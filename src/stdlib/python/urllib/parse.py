"""Addresses: taking them apart, putting them together, quoting.

Functions take text or ASCII bytes and answer in kind.
"""

import functools
import re
import types
from collections import namedtuple

__all__ = [
    "urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl",
    "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult",
    "ParseResult", "SplitResult", "DefragResultBytes", "ParseResultBytes", "SplitResultBytes",
]

uses_relative = [
    "", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps",
    "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss",
]
uses_netloc = [
    "", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero",
    "rtsp", "rtsps", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss", "itms-services",
]
uses_params = [
    "", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms",
    "sftp", "tel",
]
non_hierarchical = ["gopher", "hdl", "mailto", "news", "telnet", "wais", "imap", "snews", "sip", "sips"]
uses_query = ["", "http", "wais", "imap", "https", "shttp", "mms", "gopher", "rtsp", "rtsps", "rtspu", "sip", "sips"]
uses_fragment = ["", "ftp", "hdl", "http", "gopher", "news", "nntp", "wais", "https", "shttp", "snews", "file", "prospero"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

_CONTROLS_AND_SPACE = "".join(map(chr, range(33)))
_REMOVED = ("\t", "\r", "\n")


def clear_cache():
    """Forget what was remembered to be quick."""
    urlsplit.cache_clear()
    _quoted_byte.cache_clear()


# ---- text and bytes ----


def _unchanged(result):
    return result


def _encoded(result):
    return result.encode() if hasattr(result, "encode") else result


def _as_text(*arguments):
    """Arguments as text, and what makes results of their kind."""
    is_text = isinstance(arguments[0], str)
    for argument in arguments[1:]:
        # An empty default fits both.
        if argument and isinstance(argument, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return (*arguments, _unchanged)
    return (*(argument.decode("ascii", "strict") if argument else "" for argument in arguments), _encoded)


class _Text:
    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        return self._other_class(*(part.encode(encoding, errors) for part in self))


class _Bytes:
    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        return self._other_class(*(part.decode(encoding, errors) for part in self))


class _Netloc:
    """User, host and port in the place of a server."""

    __slots__ = ()

    @property
    def username(self):
        return self._user()[0]

    @property
    def password(self):
        return self._user()[1]

    @property
    def hostname(self):
        host = self._host()[0]
        if not host:
            return None
        mark = "%" if isinstance(host, str) else b"%"
        # What follows a percent sign names an interface, whose case matters.
        name, sign, zone = host.partition(mark)
        return name.lower() + sign + zone

    @property
    def port(self):
        port = self._host()[1]
        if port is not None:
            if port.isdigit() and port.isascii():
                port = int(port)
            else:
                raise ValueError(f"Port could not be cast to integer value as {port!r}")
            if not 0 <= port <= 65535:
                raise ValueError("Port out of range 0-65535")
        return port

    def _marks(self):
        if isinstance(self.netloc, str):
            return "@", ":", "[", "]"
        return b"@", b":", b"[", b"]"

    def _user(self):
        at, colon, _, _ = self._marks()
        info, found, _ = self.netloc.rpartition(at)
        if not found:
            return None, None
        name, has_password, password = info.partition(colon)
        return name, password if has_password else None

    def _host(self):
        at, colon, opening, closing = self._marks()
        place = self.netloc.rpartition(at)[2]
        _, bracketed, rest = place.partition(opening)
        if bracketed:
            host, _, port = rest.partition(closing)
            port = port.partition(colon)[2]
        else:
            host, _, port = place.partition(colon)
        return host, port or None


__class_getitem__ = classmethod(types.GenericAlias)
_Defrag = namedtuple("_DefragResultBase", "url fragment")
_Split = namedtuple("_SplitResultBase", "scheme netloc path query fragment")
_Parse = namedtuple("_ParseResultBase", "scheme netloc path params query fragment")
for _base in (_Defrag, _Split, _Parse):
    _base.__class_getitem__ = __class_getitem__
del _base, __class_getitem__


class DefragResult(_Defrag, _Text):
    """DefragResult(url, fragment)"""

    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


class SplitResult(_Split, _Netloc, _Text):
    """SplitResult(scheme, netloc, path, query, fragment)"""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parse, _Netloc, _Text):
    """ParseResult(scheme, netloc, path, params, query, fragment)"""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_Defrag, _Bytes):
    """The same of bytes."""

    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url


class SplitResultBytes(_Split, _Netloc, _Bytes):
    """The same of bytes."""

    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_Parse, _Netloc, _Bytes):
    """The same of bytes."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text, _bytes in (
    (DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes),
):
    _text._other_class = _text._encoded_counterpart = _bytes
    _bytes._other_class = _bytes._decoded_counterpart = _text
del _text, _bytes


# ---- apart and together ----


def urlparse(url, scheme="", allow_fragments=True):
    """An address in six parts."""
    url, scheme, restore = _as_text(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _split_params(path)
    return restore(ParseResult(scheme, netloc, path, params, query, fragment))


def _split_params(path):
    """The parameters of the last segment."""
    start = path.find(";", path.rfind("/")) if "/" in path else path.find(";")
    return (path, "") if start < 0 else (path[:start], path[start + 1 :])


def _check_netloc(netloc):
    if not netloc or netloc.isascii():
        return
    import unicodedata

    # Characters that turn into separators when they are normalised must not hide in a name.
    bare = netloc.replace("@", "").replace(":", "").replace("#", "").replace("?", "")
    normal = unicodedata.normalize("NFKC", bare)
    if bare == normal:
        return
    for separator in "/?#@:":
        if separator in normal:
            raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")


def _check_brackets(netloc):
    """Only an address of version 6, or of a version to come, may be in brackets."""
    host = netloc.partition("[")[2].partition("]")[0]
    if host.startswith("v"):
        if not re.match(r"\Av[a-fA-F0-9]+\..+\Z", host):
            raise ValueError("IPvFuture address is invalid")
    else:
        import ipaddress

        if isinstance(ipaddress.ip_address(host), ipaddress.IPv4Address):
            raise ValueError("An IPv4 address cannot be in brackets")


@functools.lru_cache(typed=True)
def urlsplit(url, scheme="", allow_fragments=True):
    """An address in five parts."""
    url, scheme, restore = _as_text(url, scheme)
    url = url.lstrip(_CONTROLS_AND_SPACE)
    scheme = scheme.strip(_CONTROLS_AND_SPACE)
    for character in _REMOVED:
        url = url.replace(character, "")
        scheme = scheme.replace(character, "")
    netloc = query = fragment = ""
    before, colon, after = url.partition(":")
    if colon and before and before[0].isascii() and before[0].isalpha() and all(c in scheme_chars for c in before):
        scheme, url = before.lower(), after
    if url.startswith("//"):
        end = min((place for place in (url.find(mark, 2) for mark in "/?#") if place >= 0), default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_brackets(netloc)
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    _check_netloc(netloc)
    return restore(SplitResult(scheme, netloc, url, query, fragment))


def urlunparse(components):
    """An address from six parts."""
    scheme, netloc, url, params, query, fragment, restore = _as_text(*components)
    if params:
        url = f"{url};{params}"
    return restore(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """An address from five parts."""
    scheme, netloc, url, query, fragment, restore = _as_text(*components)
    if netloc:
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//":
        url = "//" + url
    elif scheme and scheme in uses_netloc and (not url or url[:1] == "/"):
        url = "//" + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return restore(url)


def urljoin(base, url, allow_fragments=True):
    """An address relative to another one, made absolute."""
    if not base:
        return url
    if not url:
        return base
    base, url, restore = _as_text(base, url)
    old = urlparse(base, "", allow_fragments)
    new = urlparse(url, old.scheme, allow_fragments)
    if new.scheme != old.scheme or new.scheme not in uses_relative:
        return restore(url)
    netloc = new.netloc
    if new.scheme in uses_netloc:
        if netloc:
            return restore(urlunparse(new))
        netloc = old.netloc
    path, params = new.path, new.params
    if not path and not params:
        return restore(urlunparse((new.scheme, netloc, old.path, old.params, new.query or old.query, new.fragment)))
    folders = old.path.split("/")
    if folders[-1] != "":
        # The last segment of the base is a file's.
        del folders[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = folders + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return restore(urlunparse((new.scheme, netloc, "/".join(resolved) or "/", params, new.query, new.fragment)))


def urldefrag(url):
    """An address without its fragment, and the fragment."""
    url, restore = _as_text(url)
    fragment = ""
    if "#" in url:
        *parts, fragment = urlparse(url)
        url = urlunparse((*parts, ""))
    return restore(DefragResult(url, fragment))


# ---- quoting ----

_HEX_PAIRS = {
    (high + low).encode(): bytes([int(high + low, 16)]) for high in "0123456789ABCDEFabcdef" for low in "0123456789ABCDEFabcdef"
}
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def unquote_to_bytes(string):
    """The bytes of a quoted text."""
    if not string:
        # Only to find what is no text at all.
        string.split
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    pieces = string.split(b"%")
    out = bytearray(pieces[0])
    for piece in pieces[1:]:
        byte = _HEX_PAIRS.get(bytes(piece[:2]))
        if byte is None:
            out += b"%" + piece
        else:
            out += byte + piece[2:]
    return bytes(out)


_ascii_runs = re.compile("([\x00-\x7f]+)")


def unquote(string, encoding="utf-8", errors="replace"):
    """A quoted text in the clear."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        string.split
        return string
    if encoding is None:
        encoding = "utf-8"
    if errors is None:
        errors = "replace"
    parts = _ascii_runs.split(string)
    parts[1::2] = [unquote_to_bytes(part).decode(encoding, errors) for part in parts[1::2]]
    return "".join(parts)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """The same for forms, where a plus sign is a space."""
    return unquote(string.replace("+", " "), encoding, errors)


@functools.lru_cache
def _quoted_byte(byte, safe):
    return chr(byte) if byte in _SAFE or byte in safe else f"%{byte:02X}"


def quote(string, safe="/", encoding=None, errors=None):
    """A text with everything quoted that means something in an address."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """The same for forms, where a space becomes a plus sign."""
    space = " " if isinstance(string, str) else b" "
    if (isinstance(string, str) or isinstance(string, bytes)) and space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    """Bytes quoted."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    safe = safe.encode("ascii", "ignore") if isinstance(safe, str) else bytes(byte for byte in safe if byte < 128)
    return "".join([_quoted_byte(byte, safe) for byte in bs])


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """Names and values as the query of an address."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as error:
            raise TypeError("not a valid non-string sequence or mapping object") from error

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for name, value in query:
        name = quoted(name)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pass
            else:
                pairs.extend(f"{name}={quoted(item)}" for item in value)
                continue
        pairs.append(f"{name}={quoted(value)}")
    return "&".join(pairs)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """A query as a dict of lists."""
    found = {}
    pairs = parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator)
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """A query as a list of pairs."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, "ascii")
        equals = "="

        def decoded(text):
            return unquote_plus(text, encoding, errors)

    else:
        if not qs:
            return []
        # Whatever shows its bytes will do.
        qs = bytes(memoryview(qs))
        if isinstance(separator, str):
            separator = bytes(separator, "ascii")
        equals = b"="

        def decoded(data):
            return unquote_to_bytes(data.replace(b"+", b" "))

    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, found, value = field.partition(equals)
        if not found and strict_parsing:
            raise ValueError(f"bad query field: {field!r}")
        if value or keep_blank_values:
            pairs.append((decoded(name), decoded(value)))
    return pairs


def unwrap(url):
    """An address without the brackets and the mark around it."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == "URL:" else url


# ---- functions of earlier times ----


def _deprecated(name, instead=", use urllib.parse.urlparse() instead"):
    import warnings

    warnings.warn(f"urllib.parse.{name}() is deprecated as of 3.8{instead}", DeprecationWarning, stacklevel=3)


def splittype(url):
    """The scheme, and the rest."""
    _deprecated("splittype")
    found = re.match("([^/:]+):(.*)", url, re.DOTALL)
    return (found[1].lower(), found[2]) if found else (None, url)


def splithost(url):
    """The place of the server, and the path."""
    _deprecated("splithost")
    found = re.match("//([^/#?]*)(.*)", url, re.DOTALL)
    if found is None:
        return None, url
    host, path = found.groups()
    return host, "/" + path if path and path[0] != "/" else path


def splituser(host):
    """User and password, and the host."""
    _deprecated("splituser")
    user, found, host = host.rpartition("@")
    return user if found else None, host


def splitpasswd(user):
    """The user, and the password."""
    _deprecated("splitpasswd")
    user, found, password = user.partition(":")
    return user, password if found else None


def splitport(host):
    """The host, and the port as text."""
    _deprecated("splitport")
    found = re.fullmatch("(.*):([0-9]*)", host, re.DOTALL)
    return (found[1], found[2]) if found and found[2] else (found[1] if found else host, None)


def splitnport(host, defport=-1):
    """The host, and the port as a number."""
    _deprecated("splitnport")
    host, found, port = host.rpartition(":")
    if not found:
        return port, defport
    if not port:
        return host, defport
    return host, int(port) if port.isdigit() and port.isascii() else None


def splitquery(url):
    """The address, and its query."""
    _deprecated("splitquery")
    path, found, query = url.rpartition("?")
    return (path, query) if found else (url, None)


def splittag(url):
    """The address, and its fragment."""
    _deprecated("splittag")
    path, found, tag = url.rpartition("#")
    return (path, tag) if found else (url, None)


def splitattr(url):
    """The address, and what follows its semicolons."""
    _deprecated("splitattr")
    first, *rest = url.split(";")
    return first, rest


def splitvalue(attr):
    """A name, and its value."""
    _deprecated("splitvalue", ", use urllib.parse.parse_qsl() instead")
    name, found, value = attr.partition("=")
    return name, value if found else None


def to_bytes(url):
    """An address that must be ASCII text."""
    _deprecated("to_bytes", "")
    if isinstance(url, str):
        try:
            url = url.encode("ASCII").decode()
        except UnicodeError:
            raise UnicodeError("URL " + repr(url) + " contains non-ASCII characters")
    return url
