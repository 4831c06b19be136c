"""Objects in other modules die after those of the main module."""
import sys
import types


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


module = types.ModuleType("made")
module.thing = Thing("in a module that sys.modules does not know")
other = types.ModuleType("other")
other.thing = Thing("in a registered module")
sys.modules["other"] = other
a = Thing("main a")
del other
print("end")
