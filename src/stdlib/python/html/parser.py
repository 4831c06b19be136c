"""A parser of HTML that calls a method for whatever it meets, however broken.

Text is fed in pieces; what might go on in the next piece waits until it comes or `close` is called.
"""

import re

import _markupbase
from html import unescape

__all__ = ["HTMLParser"]

_tag_name = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*")
_attribute = re.compile(
    r"((?<=['\"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*))?(?:\s|/(?!>))*"
)
_start_tag = re.compile(
    r"<[a-zA-Z][^\t\n\r\f />\x00]*(?:[\s/]*(?:(?<=['\"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*)"
    r"(?:\s*,)*)?(?:\s|/(?!>))*)*)?\s*"
)
_entity = re.compile(r"&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
_number = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]")
_unfinished = re.compile(r"&[a-zA-Z#]")
_interesting = re.compile("[&<]")
_comment_end = re.compile(r"--\s*>")
_end_tag = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>")


class HTMLParser(_markupbase.ParserBase):
    """Derive from this and define the `handle_` methods."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        super().__init__()
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forget everything."""
        self.rawdata = ""
        self.lasttag = "???"
        self.interesting = _interesting
        self.cdata_elem = None
        super().reset()

    def feed(self, data):
        """Take more text."""
        self.rawdata += data
        self.goahead(0)

    def close(self):
        """There is no more text."""
        self.goahead(1)

    _start_text = None

    def get_starttag_text(self):
        """The text of the start tag that was met last."""
        return self._start_text

    def set_cdata_mode(self, elem):
        """Only the end of this element means something now."""
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(rf"</{re.escape(self.cdata_elem)}\s*>", re.I)

    def clear_cdata_mode(self):
        """Everything means something again."""
        self.interesting = _interesting
        self.cdata_elem = None

    def goahead(self, end):
        """Handle as much as is certain; everything, at the end."""
        text = self.rawdata
        at, size = 0, len(self.rawdata)
        while at < size:
            if self.convert_charrefs and not self.cdata_elem:
                stop = text.find("<", at)
                if stop < 0:
                    # A reference may be cut in two.
                    last = text.rfind("&", max(at, size - 34))
                    if last >= 0 and not re.compile(r"[\s;]").search(text, last):
                        break
                    stop = size
            else:
                found = self.interesting.search(text, at)
                if found:
                    stop = found.start()
                elif self.cdata_elem:
                    break
                else:
                    stop = size
            if at < stop:
                piece = text[at:stop]
                self.handle_data(unescape(piece) if self.convert_charrefs and not self.cdata_elem else piece)
            at = self.updatepos(at, stop)
            if at == size:
                break
            if text.startswith("<", at):
                after = self._markup(text, at, end)
                if after < 0:
                    if not end:
                        break
                    after = text.find(">", at + 1)
                    if after < 0:
                        after = text.find("<", at + 1)
                        if after < 0:
                            after = at + 1
                    else:
                        after += 1
                    piece = text[at:after]
                    self.handle_data(unescape(piece) if self.convert_charrefs and not self.cdata_elem else piece)
                at = self.updatepos(at, after)
            else:
                after = self._reference(text, at, end, size)
                if after < 0:
                    break
                at = self.updatepos(at, after)
        if end and at < size and not self.cdata_elem:
            piece = text[at:size]
            self.handle_data(unescape(piece) if self.convert_charrefs else piece)
            at = self.updatepos(at, size)
        self.rawdata = text[at:]

    def _markup(self, text, at, end):
        """Handle what begins with `<`; where it ends, or -1 when that is not known yet."""
        if text[at + 1 : at + 2].isalpha() and text[at + 1].isascii():
            return self.parse_starttag(at)
        if text.startswith("</", at):
            return self.parse_endtag(at)
        if text.startswith("<!--", at):
            return self.parse_comment(at)
        if text.startswith("<?", at):
            return self.parse_pi(at)
        if text.startswith("<!", at):
            return self.parse_html_declaration(at)
        if at + 1 < len(text):
            self.handle_data("<")
            return at + 1
        return -1 if not end else self._lonely(at)

    def _lonely(self, at):
        self.handle_data("<")
        return at + 1

    def _reference(self, text, at, end, size):
        found = _number.match(text, at)
        if found:
            self.handle_charref(found[0][2:-1])
            return found.end() - (found[0][-1] != ";")
        if text.startswith("&#", at):
            if ";" in text[at:]:
                self.handle_data(text[at : at + 2])
                return at + 2
            return -1
        found = _entity.match(text, at)
        if found:
            self.handle_entityref(found[1])
            return found.end() - (found[0][-1] != ";")
        found = _unfinished.match(text, at)
        if found:
            # It may go on; at the end it is text.
            rest = re.compile(r"&(?:#[0-9a-zA-Z]*|[a-zA-Z][-.a-zA-Z0-9]*)").match(text, at)
            if rest.end() == size:
                return -1
        if at + 1 < size or end:
            self.handle_data("&")
            return at + 1
        return -1

    # -- kinds of markup --

    def parse_comment(self, i, report=1):
        """A comment."""
        found = _comment_end.search(self.rawdata, i + 4)
        if not found:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 4 : found.start()])
        return found.end()

    def parse_html_declaration(self, i):
        """A document type, or something that looks like it."""
        text = self.rawdata
        if text.startswith("<![", i):
            end = text.find("]>", i + 3)
            if end < 0:
                end_long = text.find("]]>", i + 3)
                return -1 if end_long < 0 else end_long + 3
            stop = text.find("]]>", i + 3)
            if text.startswith("<![CDATA[", i) and stop >= 0:
                self.unknown_decl(text[i + 3 : stop])
                return stop + 3
            self.unknown_decl(text[i + 3 : end])
            return end + 2
        if text[i : i + 9].lower() == "<!doctype":
            end = text.find(">", i + 9)
            if end < 0:
                return -1
            self.handle_decl(text[i + 2 : end])
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        """Something that is treated as a comment."""
        end = self.rawdata.find(">", i + 2)
        if end < 0:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 2 : end])
        return end + 1

    def parse_pi(self, i):
        """A processing instruction."""
        end = self.rawdata.find(">", i + 2)
        if end < 0:
            return -1
        self.handle_pi(self.rawdata[i + 2 : end])
        return end + 1

    def parse_starttag(self, i):
        """A start tag."""
        self._start_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        text = self.rawdata
        self._start_text = text[i:end]
        name = _tag_name.match(text, i + 1)
        at = name.end()
        self.lasttag = tag = name[1].lower()
        attributes = []
        while at < end:
            found = _attribute.match(text, at)
            if not found:
                break
            key, has_value, value = found.groups()
            if not has_value:
                value = None
            elif value[:1] in "'\"" and value[:1] == value[-1:] and len(value) > 1:
                value = value[1:-1]
            if value:
                value = unescape(value)
            attributes.append((key.lower(), value))
            at = found.end()
        tail = text[at:end].strip()
        if tail not in (">", "/>"):
            self.handle_data(text[i:end])
            return end
        if tail.endswith("/>"):
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def check_for_whole_start_tag(self, i):
        """Where a start tag ends, or -1 when it is not complete."""
        text = self.rawdata
        found = _start_tag.match(text, i)
        at = found.end()
        following = text[at : at + 1]
        if following == ">":
            return at + 1
        if following == "/":
            if text.startswith("/>", at):
                return at + 2
            if text.startswith("/", at) and at + 1 >= len(text):
                return -1
            return at if at > i else i + 1
        if following == "" or following in "abcdefghijklmnopqrstuvwxyz=/ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            return -1
        return at if at > i else i + 1

    def parse_endtag(self, i):
        """An end tag."""
        text = self.rawdata
        stop = text.find(">", i + 1)
        if stop < 0:
            return -1
        found = _end_tag.match(text, i)
        if not found:
            if self.cdata_elem is not None:
                self.handle_data(text[i : stop + 1])
                return stop + 1
            name = _tag_name.match(text, i + 2)
            if not name:
                # `</>` is nothing, other oddities are comments.
                return i + 3 if text[i : i + 3] == "</>" else self.parse_bogus_comment(i)
            self.handle_endtag(name[1].lower())
            return text.find(">", name.end()) + 1
        tag = found[1].lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(text[i : found.end()])
            return found.end()
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return found.end()

    # -- what is met --

    def handle_startendtag(self, tag, attrs):
        """A tag that ends itself."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """A start tag."""

    def handle_endtag(self, tag):
        """An end tag."""

    def handle_charref(self, name):
        """A numbered character."""

    def handle_entityref(self, name):
        """A named character."""

    def handle_data(self, data):
        """Text."""

    def handle_comment(self, data):
        """A comment."""

    def handle_decl(self, decl):
        """A declaration."""

    def handle_pi(self, data):
        """A processing instruction."""

    def unknown_decl(self, data):
        """A section that is no declaration."""
