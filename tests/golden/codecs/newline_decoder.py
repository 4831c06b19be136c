"""io.IncrementalNewlineDecoder alone and over a decoder: translation, states, what it has seen."""
import codecs
import io


def show(decoder, *pieces):
    out = []
    for piece in pieces:
        out.append(ascii(decoder.decode(piece)))
        out.append(decoder.getstate())
    out.append(ascii(decoder.decode(type(pieces[0])(), final=True)))
    print(*out, decoder.newlines)


for translate in True, False:
    show(io.IncrementalNewlineDecoder(None, translate), "a\r", "\nb\r", "c\n\r", "\r")
    utf8 = codecs.getincrementaldecoder("utf-8")()
    show(io.IncrementalNewlineDecoder(utf8, translate), b"a\xc3", b"\xa9\r", b"\n\xe2\x82", b"\xac\n")
    utf16 = codecs.getincrementaldecoder("utf-16")()
    show(io.IncrementalNewlineDecoder(utf16, translate), b"\xfe", b"\xff\0a\0\r", b"\0\nx"[:2], b"\0\r")
decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")(), True)
decoder.decode(b"a\r")
state = decoder.getstate()
decoder.reset()
print(decoder.getstate(), decoder.newlines)
decoder.setstate(state)
print(ascii(decoder.decode(b"b")), decoder.getstate())
try:
    decoder.setstate(3)
except TypeError as error:
    print(error)
