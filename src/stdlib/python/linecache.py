"""Source lines of files, kept for tracebacks and for inspect.

An entry is (size, mtime, lines, full name); an mtime of None marks lines that
did not come from a file and never expire, and a one-item entry holds a
function that will fetch the text when it is first wanted.
"""

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """One line with its newline, or '' when there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def getlines(filename, module_globals=None):
    """All lines of a file, or [] when it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Drop entries whose files have changed."""
    if filename is None:
        names = list(cache)
    elif filename in cache:
        names = [filename]
    else:
        return
    for name in names:
        entry = cache[name]
        if len(entry) == 1:
            continue
        size, mtime, _, fullname = entry
        if mtime is None:
            continue
        try:
            from posix import stat

            info = stat(fullname)
        except (ImportError, OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != info.st_size or mtime != info.st_mtime:
            cache.pop(name, None)


def _is_virtual(filename):
    return not filename or (filename[0] == "<" and filename[-1] == ">")


def _typed_lines(filename):
    """What was typed at the prompt under this name, or given with -c."""
    if filename != "<string>" and not filename.startswith("<python-input-"):
        return []
    from _taipan_tools import source_of

    text = source_of(filename)
    return [] if text is None else text.splitlines(keepends=True)


def updatecache(filename, module_globals=None):
    """Read a file again and return its lines, [] on failure."""
    entry = cache.pop(filename, None)
    if _is_virtual(filename):
        return _typed_lines(filename)
    from posix import stat

    fullname = filename
    try:
        info = stat(fullname)
    except (OSError, ValueError):
        if entry is not None and len(entry) == 1:
            lazy = entry
        elif lazycache(filename, module_globals):
            lazy = cache.pop(filename)
        else:
            lazy = None
        if lazy is not None:
            try:
                text = lazy[0]()
            except (ImportError, OSError):
                text = None
            else:
                if text is None:
                    return []
                lines = [line + "\n" for line in text.splitlines()]
                cache[filename] = (len(text), None, lines, fullname)
                return lines
        fullname, info = _search_path(filename)
        if info is None:
            return []
    try:
        with open(fullname, "rb") as file:
            data = file.read()
        text = _decode_source(data)
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError):
        return []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in lines]
    if last:
        lines.append(last + "\n")
    elif not lines:
        lines = ["\n"]
    cache[filename] = (info.st_size, info.st_mtime, lines, fullname)
    return lines


def _search_path(filename):
    """A relative name may lie in any directory that imports come from."""
    import sys
    from posix import stat

    if not filename.startswith("/"):
        for directory in sys.path:
            try:
                candidate = f"{directory}/{filename}" if directory and directory[-1] != "/" else directory + filename
                return candidate, stat(candidate)
            except (TypeError, OSError, ValueError):
                continue
    return None, None


def _decode_source(data):
    """Decode as the parser does: BOM or coding line, UTF-8 otherwise."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8")
    return data.decode(_coding(data))


def _coding(data):
    """The encoding named in a comment on one of the first two lines."""
    for line in data.split(b"\n", 2)[:2]:
        stripped = line.strip(b" \t\f\r")
        if stripped.startswith(b"#"):
            position = stripped.find(b"coding")
            while position >= 0:
                rest = stripped[position + 6 :]
                if rest[:1] in (b":", b"="):
                    rest = rest[1:].lstrip(b" \t")
                    end = 0
                    while end < len(rest) and (chr(rest[end]).isalnum() or rest[end] in b"-_."):
                        end += 1
                    if end:
                        return rest[:end].decode("ascii")
                position = stripped.find(b"coding", position + 1)
        elif stripped:
            break
    return "utf-8"


def lazycache(filename, module_globals):
    """Prepare an entry from the module's loader; tell whether there is one."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_virtual(filename) or not module_globals or "__name__" not in module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals.get("__name__")
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if name and get_source:

        def get_lines(name=name):
            return get_source(name)

        cache[filename] = (get_lines,)
        return True
    return False


def _register_code(code, string, name):
    """Keep the source of code that has no file."""
    cache[code] = (len(string), None, [line + "\n" for line in string.splitlines()], name)
