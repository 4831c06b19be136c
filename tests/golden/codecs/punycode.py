"""punycode: labels there and back, mistakes in strict and other modes; idna is refused by name."""
import codecs
for s in ('bücher', 'abc', '', '日本語', 'a-b', 'Ünï-x', '\U0001f600', '-', 'é', 'ليهمابتكلموشعربي؟', 'Pročprostěnemluvíčesky', '3年B組金八先生', 'x' * 50 + 'ü' + 'y' * 50, '\udc80a'):
    e = s.encode('punycode')
    print(ascii(s), e, e.decode('punycode') == s)
for b in (b'\xff', b'bcher-kva!', b'a-9999999', b'bcher-kv', b'-', b'', b'abc-', b'KVA', b'bcher-KVA', b'a-b-9ca', b'99999999z', bytearray(b'bcher-kva'), b'\xe9-kva'):
    for err in ('strict', 'replace', 'ignore'):
        try:
            print(b, err, ascii(codecs.decode(b, 'punycode', err)))
        except UnicodeError as e:
            print(b, err, type(e).__name__, ascii(str(e)))
print(codecs.lookup('punycode').encode('abc'), codecs.lookup('PunyCode').name)
