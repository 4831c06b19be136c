"""Decimal operations on seeded numbers in contexts of all kinds: results and flags."""
from decimal import *
import random
random.seed(5)
def rnd():
    k=random.random()
    if k<.06: return random.choice(["NaN","sNaN12","Infinity","-Infinity","0","-0","0E+5","-0.000"])
    n=random.choice([1,2,3,5,9,12,30])
    c="".join(random.choice("0123456789") for _ in range(n))
    e=random.choice([0,0,0,-1,-2,-5,3,10,-30,40,90,-95])
    return random.choice(["","-"])+c+"E%d"%e
ctxs=[Context(prec=9,Emin=-99,Emax=99),Context(prec=3,rounding=ROUND_FLOOR,Emin=-20,Emax=20,clamp=1),Context(prec=28),Context(prec=5,rounding=ROUND_05UP,Emin=-9,Emax=9),Context(prec=1,rounding=ROUND_UP,Emin=-99,Emax=99),Context(prec=50,rounding=ROUND_CEILING)]
for c in ctxs: c.clear_traps()
two="add subtract multiply divide divide_int remainder compare compare_signal compare_total compare_total_mag max min max_mag min_mag next_toward remainder_near quantize same_quantum scaleb rotate shift logical_and divmod copy_sign".split()
one="abs plus minus sqrt normalize next_plus next_minus to_integral_value to_integral_exact logb number_class is_normal is_subnormal copy_negate copy_abs to_eng_string to_sci_string logical_invert is_zero is_signed create_decimal".split()
for i in range(5):
    a,b,c3=Decimal(rnd()),Decimal(rnd()),Decimal(rnd())
    for ci,c in enumerate(ctxs):
        for op in two:
            c.clear_flags(); r=getattr(c,op)(a,b); print(op,a,b,ci,r,[s.__name__ for s,v in c.flags.items() if v])
        for op in one:
            c.clear_flags(); r=getattr(c,op)(a); print(op,a,ci,r,[s.__name__ for s,v in c.flags.items() if v])
        c.clear_flags(); print('fma',a,b,c3,ci,c.fma(a,b,c3),[s.__name__ for s,v in c.flags.items() if v])
