"""Shell patterns: `*`, `?`, `[seq]` and `[!seq]`, matched without regular expressions."""

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a file name matches a pattern, by the rules of the system."""
    from posixpath import normcase

    return fnmatchcase(normcase(name), normcase(pat))


_compiled = {}


def _compile(pat):
    """The pattern as a list of items: '*', '?', a character, or (negated, ranges)."""
    items = _compiled.get(pat)
    if items is not None:
        return items
    text = pat.decode("latin-1") if isinstance(pat, bytes) else pat
    items = []
    i = 0
    while i < len(text):
        c = text[i]
        i += 1
        if c == "*":
            if not items or items[-1] != "*":
                items.append("*")
        elif c == "[":
            end = i
            if text[end : end + 1] == "!":
                end += 1
            if text[end : end + 1] == "]":
                end += 1
            end = text.find("]", end)
            if end < 0:
                items.append((False, [("[", "[")]))
            else:
                items.append(_char_class(text[i:end]))
                i = end + 1
        elif c == "?":
            items.append("?")
        else:
            items.append((False, [(c, c)]))
    if len(_compiled) > 32768:
        _compiled.clear()
    _compiled[pat] = items
    return items


def _char_class(body):
    negated = body.startswith("!")
    if negated:
        body = body[1:]
    ranges = []
    i = 0
    while i < len(body):
        if i + 2 < len(body) and body[i + 1] == "-":
            # An empty range matches nothing.
            if body[i] <= body[i + 2]:
                ranges.append((body[i], body[i + 2]))
            i += 3
        else:
            ranges.append((body[i], body[i]))
            i += 1
    return negated, ranges


def _one(item, c):
    if item == "?":
        return True
    negated, ranges = item
    return any(low <= c <= high for low, high in ranges) != negated


def fnmatchcase(name, pat):
    """Whether a name matches a pattern, case always mattering."""
    if isinstance(name, bytes) != isinstance(pat, bytes):
        raise TypeError(
            "cannot use a string pattern on a bytes-like object"
            if isinstance(pat, str)
            else "cannot use a bytes pattern on a string-like object"
        )
    items = _compile(pat)
    text = name.decode("latin-1") if isinstance(name, bytes) else name
    # Greedy matching that only ever goes back to the latest star.
    i = j = 0
    star = -1
    mark = 0
    while i < len(text):
        if j < len(items) and items[j] == "*":
            star, mark = j, i
            j += 1
        elif j < len(items) and _one(items[j], text[i]):
            i += 1
            j += 1
        elif star >= 0:
            mark += 1
            i = mark
            j = star + 1
        else:
            return False
    while j < len(items) and items[j] == "*":
        j += 1
    return j == len(items)


def filter(names, pat):
    """The names that match a pattern."""
    from posixpath import normcase

    pat = normcase(pat)
    return [name for name in names if fnmatchcase(name, pat)]


_SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


def _escape(text):
    return "".join(["\\" + c if c in _SPECIAL else c for c in text])


def translate(pat):
    """The pattern as a regular expression."""
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] is not None:
                parts.append(None)
        elif c == "?":
            parts.append(".")
        elif c == "[":
            end = i
            if pat[end : end + 1] == "!":
                end += 1
            if pat[end : end + 1] == "]":
                end += 1
            end = pat.find("]", end)
            if end < 0:
                parts.append("\\[")
            else:
                parts.append(_class_expression(pat[i:end]))
                i = end + 1
        else:
            parts.append(_escape(c))
    # Everything between two stars is matched as early as possible, once and for all.
    result = []
    index = 0
    while index < len(parts) and parts[index] is not None:
        result.append(parts[index])
        index += 1
    while index < len(parts):
        index += 1
        fixed = []
        while index < len(parts) and parts[index] is not None:
            fixed.append(parts[index])
            index += 1
        text = "".join(fixed)
        if index == len(parts):
            result.append(".*" + text)
        else:
            result.append(f"(?>.*?{text})")
    return f"(?s:{''.join(result)})\\Z"


def _class_expression(body):
    if "-" not in body:
        text = body.replace("\\", "\\\\")
    else:
        chunks = []
        start = 0
        search = 2 if body[0] == "!" else 1
        while True:
            k = body.find("-", search)
            if k < 0:
                break
            chunks.append(body[start:k])
            start = k + 1
            search = k + 3
        chunk = body[start:]
        if chunk:
            chunks.append(chunk)
        else:
            chunks[-1] += "-"
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                del chunks[k]
        text = "-".join(s.replace("\\", "\\\\").replace("-", "\\-") for s in chunks)
    for c in "&~|":
        text = text.replace(c, "\\" + c)
    if not text:
        return "(?!)"
    if text == "!":
        return "."
    if text[0] == "!":
        text = "^" + text[1:]
    elif text[0] in ("^", "["):
        text = "\\" + text
    return f"[{text}]"
