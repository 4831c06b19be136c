"""A failing codec leaves a note in the exception, unless it is one of the few that need no registry."""
def note(f,*a):
    try: f(*a); return 'ok'
    except Exception as e: return getattr(e,'__notes__',None)
for enc in 'utf-8 utf8 U8 UTF_8 utf-16 utf16 utf-16-le UTF-16LE utf_16 utf-32 utf-32-be ascii us-ascii ASCII 646 latin-1 latin1 iso-8859-1 iso8859-1 8859 L1 cp1252 gbk utf-7 utf-8-sig'.split():
    print(enc, note('\ud800'.encode,enc), note(b'\xff'.decode,enc), note(str,b'\xff',enc), note(bytes,'\ud800',enc), note(bytearray(b'\xff').decode,enc))
import io
w=io.TextIOWrapper(io.BytesIO(),encoding='cp1252'); print(note(w.write,'\u4e2d'))
w=io.TextIOWrapper(io.BytesIO(b'\x81'),encoding='cp1252'); print(note(w.read))
