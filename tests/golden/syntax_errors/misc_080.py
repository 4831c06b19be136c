with (yield) as 1: pass
