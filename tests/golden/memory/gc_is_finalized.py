"""is_finalized tells whether __del__ has run already."""
import gc

gc.disable()


class Back:
    def __del__(self):
        global saved
        print("state inside", gc.is_finalized(self))
        saved = self


b = Back()
print(gc.is_finalized(b))
del b
print(gc.is_finalized(saved))
del saved
print("second death is silent")


class Never:
    pass


n = Never()
n.me = n
del n
print(gc.collect() > 0, gc.is_finalized(5), gc.is_finalized(Never()))
