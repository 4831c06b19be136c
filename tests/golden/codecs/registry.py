"""Looking up, registering and calling codecs; the single functions; messages."""
import codecs
import inspect
import io
import warnings
warnings.simplefilter('ignore')
for n in ('open','EncodedFile','iterencode','iterdecode','getencoder','getincrementalencoder','getreader','make_identity_dict','make_encoding_map','encode','decode','register','unregister','lookup','register_error','lookup_error','utf_8_encode','utf_16_ex_decode','charmap_build','charmap_encode','charmap_decode','escape_encode','escape_decode','readbuffer_encode'):
    print(n, inspect.signature(getattr(codecs,n)))
print(codecs.__all__)
import encodings; print(encodings.normalize_encoding('Latin 1--x'), len(encodings.aliases.aliases), encodings.aliases.aliases['l1'])
i=codecs.lookup('cp1252'); print(i.streamreader, i.streamwriter, i.incrementalencoder, i.incrementaldecoder, i.name, i._is_text_encoding, len(i), i[0] == i.encode)
i=codecs.lookup('rot13'); print(i._is_text_encoding, i.name, codecs.lookup('hex').name, codecs.lookup('base64').name,)
def t(f,*a,**k):
    try: return f(*a,**k)
    except BaseException as e: return type(e).__name__, str(e), getattr(e,'__notes__',None)
print(t(codecs.charmap_build,'abc'), t(codecs.charmap_encode,'ab','strict',{97:b'x'}),t(codecs.charmap_encode,'a','strict',{97:120}),t(codecs.charmap_encode,'a','strict',{97:300}),t(codecs.charmap_encode,'a','strict',{97:'x'}),t(codecs.charmap_encode,'aé'),t(codecs.charmap_encode,'中'),t(codecs.charmap_encode,'ab','replace',{97:b'x',63:b'?'}),t(codecs.charmap_encode,'ab','xmlcharrefreplace',{97:b'x',38:38,35:35,57:57,56:56,59:59}))
print(t(codecs.charmap_decode,b'ab','strict','xy'),t(codecs.charmap_decode,b'\x00\x01','strict','xy'),t(codecs.charmap_decode,b'\x00\x01\x02','replace','x\ufffe'),t(codecs.charmap_decode,b'ab','strict',{97:'foo',98:98}),t(codecs.charmap_decode,b'ab','strict',{97:None}),t(codecs.charmap_decode,b'a','strict',{97:-1}),t(codecs.charmap_decode,b'a','strict',{97:b'x'}),t(codecs.charmap_decode,b'\xe9'))
print(t(codecs.escape_encode,b'a\n\x00\xff\'"\\'),t(codecs.escape_decode,rb'a\n\x41\101\q\\\''),t(codecs.escape_decode,rb'\x4'),t(codecs.escape_decode,rb'\x4z','replace'),t(codecs.escape_decode,b'\\'),t(codecs.escape_decode,rb'\400'), t(codecs.readbuffer_encode,'é'),t(codecs.readbuffer_encode,b'x'))
print(t(codecs.utf_16_ex_decode,b'\xff\xfea\0'),t(codecs.utf_16_ex_decode,b'\0a','strict',1),t(codecs.utf_16_ex_decode,b'a\0'),t(codecs.utf_16_ex_decode,b'a\0','strict',-1),t(codecs.utf_16_encode,'a','strict',1),t(codecs.utf_16_encode,'a','strict',-1),t(codecs.utf_32_ex_decode,b'\xff\xfe\0\0'), t(codecs.utf_8_decode,b'\xc3'),t(codecs.utf_8_decode,b'\xc3','strict',True),t(codecs.utf_8_encode,'a',None),t(codecs.ascii_decode,b'a',None))
print(t(codecs.encode,'abc'),t(codecs.decode,b'abc'),t(codecs.encode,obj='x',encoding='rot13'),t(codecs.encode,3),t(codecs.decode,3),t(codecs.encode,'a','utf-8',3),t(codecs.encode,'a',3))
def s(n):
    print('search',n); return None
codecs.register(s); t(codecs.lookup,'My Enc-X'); t(codecs.lookup,'My Enc-X'); t(codecs.lookup,'nööp'); codecs.unregister(s)
codecs.register(lambda n: 3 if n=='bad' else None); print(t(codecs.lookup,'bad'))
ci=codecs.CodecInfo(lambda s,e='strict':(s.upper().encode(),len(s)), lambda b,e='strict':(bytes(b).decode().lower(),len(b)),name='up')
codecs.register(lambda n: ci if n=='up' else None)
print('abc'.encode('up'), b'ABC'.decode('up'), t(io.TextIOWrapper,io.BytesIO(),'up'), t(open,'/dev/null','w',encoding='up'), t(codecs.getincrementaldecoder,'up'), codecs.getreader('up'))
ci2=codecs.CodecInfo(lambda s,e='strict':(s,len(s)), lambda b,e='strict':(b,len(b)),name='same'); codecs.register(lambda n: ci2 if n=='same' else None)
print(t('abc'.encode,'same'), t(b'ABC'.decode,'same'), t(codecs.encode,'x','same'))
ci3=codecs.CodecInfo(lambda s,e='strict':3, lambda b,e='strict':1/0,name='three'); codecs.register(lambda n: ci3 if n=='three' else None)
print(t('abc'.encode,'three'), t(b'ABC'.decode,'three'), t(codecs.encode,'x','three'))
print(t('a'.encode,'rot13'),t(b'a'.decode,'hex'),t(open,'/dev/null','r',-1,'hex'),t(open,'/dev/null',encoding='nope'),t('a'.encode,'nope'), t(b''.decode,'nope'),t(b''.decode,'hex'))
print(t('a'.encode,'undefined'), t(b'a'.decode,'undefined'), codecs.encode('Hello','rot13'), codecs.encode(b'hello','hex'), codecs.decode(b'aGVsbG8=','base64'), codecs.encode(bytes(range(100)),'base64'))
