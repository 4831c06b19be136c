"""Shell patterns: `*`, `?`, `[seq]` and `[!seq]`; matched as regular expressions, which are imported on first use."""

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a file name matches a pattern, by the rules of the system."""
    from posixpath import normcase

    return fnmatchcase(normcase(name), normcase(pat))


_matchers = {}


def _matcher(pat):
    """The function that matches a name against a pattern; patterns are remembered."""
    key = pat if isinstance(pat, str) else (type(pat), pat)
    matcher = _matchers.get(key)
    if matcher is None:
        import re

        if isinstance(pat, bytes):
            expression = translate(pat.decode("latin-1")).encode("latin-1")
        else:
            expression = translate(pat)
        matcher = re.compile(expression).match
        if len(_matchers) >= 32768:
            _matchers.clear()
        _matchers[key] = matcher
    return matcher


def fnmatchcase(name, pat):
    """Whether a name matches a pattern, case always mattering."""
    return _matcher(pat)(name) is not None


def filter(names, pat):
    """The names that match a pattern."""
    from posixpath import normcase

    matches = _matcher(normcase(pat))
    return [name for name in names if matches(name)]


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
