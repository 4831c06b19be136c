"""Text streams in many encodings: marks, chunk borders, appending, positions inside characters and line ends."""
import io, os, tempfile
def t(f,*a,**k):
    try: return ascii(f(*a,**k))
    except BaseException as e: return type(e).__name__, str(e), getattr(e,'__notes__',None)
for enc in ('utf-16','utf-32','utf-16-le','utf-8-sig','utf-7','unicode_escape','gbk','cp1252','shift_jis'):
    for b in (b'a\0b\0', b'\xff\xfea\0b\0', b'\xfe\xff\0a\0b', b'\xff\xfe\0\0a\0\0\0', b'', b'\xef\xbb\xbfab', b'a', b'\xef\xbb', b'+AOk-x', rb'\u00e9\n'):
        print(enc, b, t(io.TextIOWrapper(io.BytesIO(b),encoding=enc).read), t(io.TextIOWrapper(io.BytesIO(b),encoding=enc,errors='replace').read,1))
# long big-endian file, chunk borders
text='aé中😀\n'*5000
for enc in ('utf-16','utf-16-be','utf-32-be','utf-8','utf-8-sig','gb18030','utf-7','unicode_escape'):
    for bom in (b'',):
        data=text.encode(enc)
        f=io.TextIOWrapper(io.BytesIO(data),encoding=enc)
        print(enc, f.read()==text, sum(1 for l in io.TextIOWrapper(io.BytesIO(data),encoding=enc)))
data=b'\xfe\xff'+text.encode('utf-16-be')
print(io.TextIOWrapper(io.BytesIO(data),encoding='utf-16').read()==text, [len(l) for l in io.TextIOWrapper(io.BytesIO(data),encoding='utf-16')]==[5]*5000)
f=io.TextIOWrapper(io.BytesIO(data),encoding='utf-16')
pieces = 0
while f.read(7):
    pieces += 1
print(pieces)
p=tempfile.mktemp()
for enc in ('utf-16','utf-8-sig','utf-32'):
    with open(p,'w',encoding=enc) as f: f.write('a'); f.write('b')
    with open(p,'a',encoding=enc) as f: f.write('c')
    print(enc, open(p,'rb').read())
    with open(p,'r+',encoding=enc) as f: f.seek(0,2); f.write('d'); f.seek(0); f.write('x')
    print(enc, open(p,'rb').read(), open(p,encoding=enc).read())
# tell
def tells(data,enc,newline=None,errors='strict',step='line',size=1):
    f=io.TextIOWrapper(io.BytesIO(data),encoding=enc,newline=newline,errors=errors)
    out=[]; pieces=[]
    while True:
        pos=f.tell(); s=f.readline() if step=='line' else f.read(size)
        if not s: break
        out.append(pos); pieces.append(s)
    good=True
    for pos,s in list(zip(out,pieces))[::-1]:
        f.seek(pos); r=f.readline() if step=='line' else f.read(size)
        good &= r==s
    return out[:12], f.tell(), good
d='aé\r\nb\n中x\r\rq😀\r\n\r\nend'.encode()
for nl in (None,'','\n','\r','\r\n'):
    print(nl, t(tells,d,'utf-8',nl))
    for k in (1,2,3): print('  ', t(tells,d,'utf-8',nl,'strict','read',k))
print(t(tells,'aé\r\nb\nx\r\rq\r\n\r\nend'.encode('latin-1'),'latin-1'), t(tells,b'a\xffb\n\xfe\xfe\n','utf-8',None,'replace'), t(tells,b'a\xffb\n\xfe\xfe\n','ascii',None,'surrogateescape','read'))
print(t(tells,'中文\nab\n字'.encode('gbk'),'gbk'),t(tells,'中文\nab\n字'.encode('utf-16-le'),'utf-16-le'))
big=('é'*50+'\r\n')*1000
print(t(tells,big.encode(),'utf-8'))
print(t(tells,big.encode(),'utf-8',None,'strict','read',333))
f=io.TextIOWrapper(io.BytesIO(b'abc\ndef\n'),encoding='ascii'); f.readline(); c=f.tell(); f.read(); print(c, f.tell()); f.seek(c); print(f.read(2), f.tell(), f.read(), f.tell(), t(f.seek,-1), t(f.seek,1,1), t(f.seek,0,5)); f.seek(0,2); print(f.tell()); f.write('zz'); print(f.tell(), f.buffer.getvalue() if not f.flush() else 0)
next(iter(f.seek(0) or f)); print(t(f.tell))
f=io.TextIOWrapper(io.BytesIO(),encoding='cp1252',errors='xmlcharrefreplace',newline='\r\n'); print(f.write('a\n\u4e2d€'), f.tell(), f.buffer.getvalue()); f.reconfigure(encoding='utf-16',errors='strict'); f.write('é'); f.flush(); print(f.buffer.getvalue())
print(t(f.write,3), t(io.TextIOWrapper,io.BytesIO(),'hex'), t(io.TextIOWrapper,io.BytesIO(),'nope'),t(io.TextIOWrapper,io.BytesIO(),'utf-8','nope'))
print(b''.decode('nope'), t(''.encode,'nope'), t(str,b'','nope'), t(bytes,'','nope'), bytearray().decode('nope'))
