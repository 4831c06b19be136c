"""Places in a text, for parsers of markup."""


class ParserBase:
    """Counts lines and columns."""

    def reset(self):
        self.lineno = 1
        self.offset = 0

    def getpos(self):
        """The line and column of what is being handled."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Go on from one index of the text to another."""
        if i >= j:
            return j
        lines = self.rawdata.count("\n", i, j)
        if lines:
            self.lineno += lines
            self.offset = j - (self.rawdata.rindex("\n", i, j) + 1)
        else:
            self.offset += j - i
        return j
