"""difflib: ndiff, unified and context diffs, ratios, steps, restore."""
import random
import difflib
rng=random.Random(4)
W=["alpha","beta","gamma","delta","alpha beta","alpha betas","gamma x","","# c","delta one two","delta two one","  indented\tx"]
for n in range(40):
    a=[rng.choice(W)+("\n" if rng.random()<.9 else "") for _ in range(rng.randint(0,9))]
    b=[x if rng.random()<.6 else (rng.choice(W)+"\n" if rng.random()<.5 else x.replace("a","o",1)) for x in a if rng.random()<.85]+[rng.choice(W)+"\n" for _ in range(rng.randint(0,2))]
    print(n, list(difflib.ndiff(a,b)), list(difflib.unified_diff(a,b,'x','y',n=rng.randint(0,3))), list(difflib.context_diff(a,b,'x','y','d1','d2',n=1)))
    s=difflib.SequenceMatcher(None,a,b); print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_opcodes(), list(s.get_grouped_opcodes(1)))
    d=list(difflib.ndiff(a,b)); print(list(difflib.restore(d,1))==a, list(difflib.restore(d,2))==b)
print(difflib.get_close_matches('appel',['ape','apple','peach','puppy']), difflib.get_close_matches('x',['y']))
big=[str(rng.randint(0,5)) for _ in range(400)]; big2=[x for x in big if rng.random()<.9]
s=difflib.SequenceMatcher(None,big,big2); print(s.ratio(), len(s.get_opcodes()), sorted(s.bpopular)); s=difflib.SequenceMatcher(None,big,big2,autojunk=False); print(s.ratio(), len(s.get_opcodes()))
s=difflib.SequenceMatcher(lambda x:x==" ","private Thread currentThread;","private volatile Thread currentThread;"); print(round(s.ratio(),3), s.get_matching_blocks(), s.find_longest_match())
print(list(difflib.diff_bytes(difflib.unified_diff,[b'a\xff\n'],[b'b\n'],b'x',b'y')))
for f in ["difflib.get_close_matches('a',['b'],n=0)","difflib.get_close_matches('a',['b'],cutoff=2)","list(difflib.restore([],3))","list(difflib.unified_diff([1],['a']))","list(difflib.unified_diff(['a'],['b'],b'x'))","list(difflib.unified_diff('ab','cd'))","difflib.IS_LINE_JUNK('  #  \\n'),difflib.IS_LINE_JUNK('#a'),difflib.IS_CHARACTER_JUNK(' ')"]:
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
