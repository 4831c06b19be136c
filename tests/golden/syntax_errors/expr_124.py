with a as (b): pass
with a as (b, 1): pass
