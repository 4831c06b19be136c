"""The built-in error handlers as functions, and the states of incremental encoders and decoders."""
import codecs
def t(f,*a,**k):
    try: return f(*a,**k)
    except BaseException as e: return type(e).__name__, str(e), getattr(e,'__notes__',None)
print(t(codecs.encode,'é','ascii'))
print(t(codecs.decode,b'zz','hex'), t(codecs.decode,b'\xff','utf8'), t(codecs.encode,'a','hex'), t(codecs.encode,'a','rot13'))
print(t(codecs.lookup,'nope'),t(codecs.lookup,1),t(codecs.lookup,'a\0'))
print(sorted(set(codecs.__all__) - set(dir(codecs))))
print(t(codecs.register_error,'x',3), t(codecs.register_error,3,3),t(codecs.lookup_error,'zz'),t(codecs.register,3), t(codecs.unregister,3))
for h in 'strict ignore replace backslashreplace xmlcharrefreplace namereplace surrogateescape surrogatepass'.split():
    f=codecs.lookup_error(h)
    print(h, f.__name__)
    for e in (UnicodeEncodeError('utf-8','aé\ud800\udc80b',1,4,'r'),UnicodeEncodeError('ascii','aé\ud800\udc80b',3,4,'r'),UnicodeDecodeError('utf-8',b'a\xff\xed\xa0\x80b',1,3,'r'),UnicodeDecodeError('utf-8',b'a\xff\xed\xa0\x80b',2,3,'r'),UnicodeTranslateError('aé\ud800b',1,3,'r'),ValueError('x'),3):
        print('   ',ascii(t(f,e)))
d=codecs.getincrementaldecoder
for enc in ('utf-8','utf-16','utf-16-le','utf-32','utf-8-sig','gbk','latin-1','cp1252','utf-7','unicode_escape','euc_jp','ascii','hex','base64'):
    x=codecs.getincrementaldecoder(enc)(); st=[t(x.getstate)]
    for b in (b'\xff',b'\xfe',b'a'):
        try: st.append((x.decode(b),x.getstate()))
        except Exception as e: st.append((str(e),x.getstate()))
    print(enc, ascii(st), codecs.getincrementaldecoder(enc).__mro__[1].__name__ )
    try:
        y=codecs.getincrementalencoder(enc)(); print('   enc',y.getstate(), y.encode('é' if enc not in('hex','base64') else b'a'), y.getstate(), y.encode('b' if enc not in('hex','base64') else b'b'),y.getstate(), y.reset(), y.getstate())
    except Exception as e: print('   enc',type(e),e)
