"""String literals: every escape, raw, triple quotes, bytes, concatenation, line continuation."""
print("\a\b\f\n\r\t\v\\\'\"".encode(), "\0\1\12\123\1234".encode(), "\x41\x7e", "\u0041\u00e9", "\U0001F600", "\N{DIGIT ONE}")
print(r"\n\x41\'", r'\"', rb"\x41", Rb"\n", b"\x41\101\n\'", br"\\", u"unicode", R"\\", F"{1}", fR"\{1}", b"a" b"b")
print('''a
b''', """c"d'e""", '''it's''', """\
no newline""", "a\
b")
print(len("\\"), len("\
"))
print("tab\there", "nul\0here".encode(), '\'', "\"", "'", '"', repr("'"), repr('"'), repr("'\""), repr("\\"), repr("\\'"))
print(b"\xff\x00abc\n'", b'"', b"'\"", bytes(range(32)), bytes(range(120, 135)), bytearray(b"\x00a"))
print(len("""
"""), """a\n\tb""", '''\x41''', "{" "}", "%" "%", f"{{" "}}")
print("line one\n"
      "line two")
print(ascii("\x80\xff\u0100\uffff\U00010000"), repr("\x80\xa0\xad\xff\u0100\u0378\uffff\U00010000\U000e0100"))
