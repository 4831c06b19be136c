"""What a certificate says, for `ssl.getpeercert`.

A certificate is read element by element (DER: a tag, a length, contents). Only what the description
shows is looked at; whether a certificate is believed is decided natively.
"""

_NAMES = {
    "2.5.4.3": "commonName",
    "2.5.4.4": "surname",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "countryName",
    "2.5.4.7": "localityName",
    "2.5.4.8": "stateOrProvinceName",
    "2.5.4.9": "streetAddress",
    "2.5.4.10": "organizationName",
    "2.5.4.11": "organizationalUnitName",
    "2.5.4.12": "title",
    "2.5.4.15": "businessCategory",
    "2.5.4.17": "postalCode",
    "2.5.4.42": "givenName",
    "2.5.4.43": "initials",
    "2.5.4.97": "organizationIdentifier",
    "1.2.840.113549.1.9.1": "emailAddress",
    "0.9.2342.19200300.100.1.1": "userId",
    "0.9.2342.19200300.100.1.25": "domainComponent",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionLocalityName",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionStateOrProvinceName",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionCountryName",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ALTERNATIVE_NAME = "2.5.29.17"
_CONSTRAINTS = "2.5.29.19"
_CRL_POINTS = "2.5.29.31"
_AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1"
_OCSP = "1.3.6.1.5.5.7.48.1"
_ISSUERS = "1.3.6.1.5.5.7.48.2"


def _element(data, start=0):
    """The tag and contents of an element, and where the next one begins."""
    tag = data[start]
    length = data[start + 1]
    start += 2
    if length & 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[start : start + count])
        start += count
    if start + length > len(data):
        raise ValueError("a certificate ends in the middle")
    return tag, data[start : start + length], start + length


def _elements(data):
    start = 0
    while start < len(data):
        tag, contents, start = _element(data, start)
        yield tag, contents


def split(data):
    """Certificates that follow each other without anything between them."""
    found = []
    start = 0
    try:
        while start < len(data):
            _, _, end = _element(data, start)
            found.append(data[start:end])
            start = end
    except (IndexError, ValueError):
        pass
    return found


def _identifier(data):
    """The dotted text of an object identifier."""
    first = data[0]
    parts = [min(first // 40, 2)]
    parts.append(first - 40 * parts[0])
    number = 0
    for byte in data[1:]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            parts.append(number)
            number = 0
    return ".".join(map(str, parts))


def _text(tag, data):
    if tag == 0x1E:
        return data.decode("utf-16-be", "replace")
    return data.decode("utf-8" if tag == 0x0C else "latin-1", "replace")


def _distinguished(data):
    """A name as a tuple of groups of pairs."""
    groups = []
    for _, group in _elements(data):
        pairs = []
        for _, pair in _elements(group):
            (_, kind), (tag, value) = _elements(pair)
            kind = _identifier(kind)
            pairs.append((_NAMES.get(kind, kind), _text(tag, value)))
        groups.append(tuple(pairs))
    return tuple(groups)


def _moment(tag, data):
    text = data.decode("ascii")
    if tag == 0x17:
        text = ("20" if text[:2] < "50" else "19") + text
    month = _MONTHS[int(text[4:6]) - 1]
    return f"{month} {int(text[6:8]):2} {text[8:10]}:{text[10:12]}:{text[12:14]} {text[:4]} GMT"


def _address(data):
    if len(data) == 4:
        return ".".join(map(str, data))
    if len(data) == 16:
        return ":".join(f"{data[index] << 8 | data[index + 1]:X}" for index in range(0, 16, 2))
    return "<invalid>"


def _alternatives(data):
    _, inner, _ = _element(data)
    for tag, value in _elements(inner):
        match tag & 0x1F:
            case 1:
                yield "email", value.decode("latin-1")
            case 2:
                yield "DNS", value.decode("latin-1")
            case 4:
                yield "DirName", _distinguished(_element(value)[1])
            case 6:
                yield "URI", value.decode("latin-1")
            case 7:
                yield "IP Address", _address(value)
            case 8:
                yield "Registered ID", _identifier(value)
            case _:
                yield "othername", "<unsupported>"


def _access(data):
    """Addresses by what they are for."""
    _, inner, _ = _element(data)
    found = {}
    for _, description in _elements(inner):
        (_, method), (tag, place) = _elements(description)
        if tag == 0x86:
            found.setdefault(_identifier(method), []).append(place.decode("latin-1"))
    return found


def _points(data):
    _, inner, _ = _element(data)
    for _, point in _elements(inner):
        for tag, name in _elements(point):
            if tag == 0xA0:
                for name_tag, full in _elements(name):
                    if name_tag == 0xA0:
                        for uri_tag, uri in _elements(full):
                            if uri_tag == 0x86:
                                yield uri.decode("latin-1")


class _Parts:
    """A certificate in its parts."""

    def __init__(self, der):
        _, certificate, _ = _element(der)
        _, inner, _ = _element(certificate)
        parts = list(_elements(inner))
        self.version = 1
        if parts[0][0] == 0xA0:
            self.version = parts.pop(0)[1][-1] + 1
        self.serial = parts[0][1]
        self.issuer = parts[2][1]
        self.dates = list(_elements(parts[3][1]))
        self.subject = parts[4][1]
        self.extensions = {}
        for tag, contents in parts[6:]:
            if tag == 0xA3:
                for _, extension in _elements(_element(contents)[1]):
                    pieces = list(_elements(extension))
                    self.extensions[_identifier(pieces[0][1])] = pieces[-1][1]


def is_authority(der):
    """Whether a certificate may sign others."""
    constraints = _Parts(der).extensions.get(_CONSTRAINTS)
    return constraints is not None and any(tag == 1 and value != b"\0" for tag, value in _elements(_element(constraints)[1]))


def describe(der):
    """The description that `getpeercert` gives."""
    parts = _Parts(der)
    serial = parts.serial.hex().upper().removeprefix("00") or "00"
    found = {
        "subject": _distinguished(parts.subject),
        "issuer": _distinguished(parts.issuer),
        "version": parts.version,
        "serialNumber": serial,
        "notBefore": _moment(*parts.dates[0]),
        "notAfter": _moment(*parts.dates[1]),
    }
    extensions = parts.extensions
    if _ALTERNATIVE_NAME in extensions:
        found["subjectAltName"] = tuple(_alternatives(extensions[_ALTERNATIVE_NAME]))
    if _AUTHORITY_ACCESS in extensions:
        access = _access(extensions[_AUTHORITY_ACCESS])
        if _OCSP in access:
            found["OCSP"] = tuple(access[_OCSP])
        if _ISSUERS in access:
            found["caIssuers"] = tuple(access[_ISSUERS])
    if _CRL_POINTS in extensions:
        points = tuple(_points(extensions[_CRL_POINTS]))
        if points:
            found["crlDistributionPoints"] = points
    return found
