"""Every single-byte code page, decoded and encoded over its whole space: a checksum for each."""
from hashlib import md5

PAGES = ("ascii latin_1 cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
         "cp273 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 "
         "cp866 cp869 cp874 cp875 hp_roman8 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 "
         "iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 koi8_r koi8_t koi8_u kz1048 mac_arabic "
         "mac_croatian mac_cyrillic mac_farsi mac_greek mac_iceland mac_latin2 mac_roman mac_romanian mac_turkish palmos "
         "ptcp154 tis_620").split()
PLANE = "".join(map(chr, [*range(0x10000), 0x10000, 0x1F600, 0x10FFFF]))


def decoded(byte, page):
    try:
        return ascii(bytes([byte]).decode(page))
    except UnicodeDecodeError as error:
        return f"{error.encoding} {error.start} {error.end} {error.reason} {error}"


for page in PAGES:
    texts = [decoded(byte, page) for byte in range(256)]
    good = PLANE.encode(page, "ignore")
    shown = PLANE[:0x3000].encode(page, "backslashreplace")
    try:
        PLANE.encode(page)
    except UnicodeEncodeError as error:
        first = f"{error.encoding} {error.start} {error.end} {error.reason}"
    print(page, sum(text[0] in "'\"" for text in texts), md5("|".join(texts).encode()).hexdigest())
    print("   ", len(good), md5(good).hexdigest(), md5(shown).hexdigest(), first)
print("\u2018caf\xe9\u2019 \u20ac 5".encode("cp1252"), "п".encode("koi8_r"), b"\x9d \x80".decode("mac_roman"), b"\x81".decode("cp437"))
