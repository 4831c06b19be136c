"""AttributeError proposes a similar attribute of the object, its class or module."""
import traceback
import math


class Robot:
    speed = 1
    _hidden = 2

    def __init__(self):
        self.battery = 5

    def advance(self):
        pass

    @property
    def level(self):
        return self.batery


r = Robot()
for expression in ("r.batery", "r.sped", "r.advanc", "r.Advance", "r.hidden", "r.xyz", "Robot.spedd", "math.sqr", "math.sine", "'abc'.uper", "[].apend",
                   "(1).bit_lenght", "r.level", "{}.key", "r.b", "r.battery2", "math.Pi", "().cout", "None.foo", "int.from_byte", "print.nam"):
    try:
        eval(expression)
    except AttributeError as error:
        print(traceback.format_exception_only(error)[-1], end="")
        print(" ", str(error))
