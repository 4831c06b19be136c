"""Wrapping, filling, indenting and dedenting of text."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACES = "\t\n\x0b\x0c\r "
_LETTER_PUNCTUATION = "!\"'&.,?"


def _is_word_char(c):
    return c == "_" or c.isalnum()


def _is_letter(c):
    return c.isalpha() or (_is_word_char(c) and not c.isdecimal())


class TextWrapper:
    """Wraps paragraphs; every option is an attribute."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): " " for c in _SPACES})
        return text

    def _split(self, text):
        """Pieces that may be put on different lines."""
        chunks = []
        i = 0
        end = len(text)
        while i < end:
            start = i
            is_space = text[i] in _SPACES
            while i < end and (text[i] in _SPACES) == is_space:
                i += 1
            piece = text[start:i]
            if is_space or not self.break_on_hyphens:
                chunks.append(piece)
            else:
                chunks.extend(_split_hyphens(piece))
        return chunks

    def _fix_sentence_endings(self, chunks):
        for i in range(len(chunks) - 1):
            if chunks[i + 1] == " " and _ends_sentence(chunks[i]):
                chunks[i + 1] = "  "

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            end = space_left
            chunk = reversed_chunks[-1]
            if self.break_on_hyphens and len(chunk) > space_left:
                # Prefer a hyphen, but not one at the very start.
                hyphen = chunk.rfind("-", 0, space_left)
                if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        lines = []
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            cur_line = []
            cur_len = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            while chunks:
                size = len(chunks[-1])
                if cur_len + size > width:
                    break
                cur_line.append(chunks.pop())
                cur_len += size
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, cur_line, cur_len, width)
                cur_len = sum(map(len, cur_line))
            if self.drop_whitespace and cur_line and cur_line[-1].strip() == "":
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            if not cur_line:
                continue
            if (
                self.max_lines is None
                or len(lines) + 1 < self.max_lines
                or (
                    (not chunks or (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()))
                    and cur_len <= width
                )
            ):
                lines.append(indent + "".join(cur_line))
                continue
            while cur_line:
                if cur_line[-1].strip() and cur_len + len(self.placeholder) <= width:
                    cur_line.append(self.placeholder)
                    lines.append(indent + "".join(cur_line))
                    break
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            else:
                if lines:
                    previous = lines[-1].rstrip()
                    if len(previous) + len(self.placeholder) <= self.width:
                        lines[-1] = previous + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The paragraph as a list of lines."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The paragraph as one text."""
        return "\n".join(self.wrap(text))


def _split_hyphens(word):
    """Split a word behind its hyphens and around its dashes."""
    pieces = []
    start = 0
    i = 0
    end = len(word)
    while i < end:
        if word[i] != "-":
            i += 1
            continue
        run = i
        while run < end and word[run] == "-":
            run += 1
        count = run - i
        if count >= 2 and i > start and (_is_word_char(word[i - 1]) or word[i - 1] in _LETTER_PUNCTUATION) \
                and run < end and _is_word_char(word[run]):
            # A dash between words stands alone.
            pieces.append(word[start:i])
            pieces.append(word[i:run])
            start = run
        elif count == 1 and _hyphen_breaks(word, i):
            pieces.append(word[start:run])
            start = run
        i = run
    if start < end:
        pieces.append(word[start:])
    return pieces


def _hyphen_breaks(word, i):
    """Whether a line may end behind the hyphen at `i`: two letters before, two behind."""
    before = word[:i]
    after = word[i + 1 : i + 4]
    left = (len(before) >= 2 and _is_letter(before[-1]) and _is_letter(before[-2])) or (
        len(before) >= 3 and _is_letter(before[-1]) and before[-2] == "-" and _is_letter(before[-3])
    )
    if not left:
        return False
    if not after or not _is_letter(after[0]):
        return False
    return len(after) >= 2 and (
        _is_letter(after[1]) or (after[1] == "-" and len(after) == 3 and _is_letter(after[2]))
    )


def _ends_sentence(chunk):
    body = chunk
    if body[-1:] in ('"', "'"):
        body = body[:-1]
    return len(body) >= 2 and body[-1] in ".!?" and "a" <= body[-2] <= "z"


def wrap(text, width=70, **kwargs):
    """Wrap one paragraph into a list of lines."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Wrap one paragraph into one text."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse space and cut the text to the width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Remove the indentation that all lines share."""
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        stripped = line.lstrip(" \t")
        if not stripped:
            lines[index] = ""
            continue
        indent = line[: len(line) - len(stripped)]
        if margin is None:
            margin = indent
        elif indent.startswith(margin):
            continue
        else:
            common = 0
            while common < len(margin) and common < len(indent) and margin[common] == indent[common]:
                common += 1
            margin = margin[:common]
    if margin:
        size = len(margin)
        lines = [line[size:] if line else line for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    """Put a prefix before every line that is not blank, or that the predicate picks."""
    if predicate is None:
        return "".join([prefix + line if line.strip() else line for line in text.splitlines(True)])
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
