"""Modules of a program's own that are named like standard ones come first on the path; frozen ones do not."""
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    for name in ("colorsys", "this_is_mine", "os", "graphlib"):
        with open(os.path.join(folder, name + ".py"), "w") as file:
            file.write(f"NAME = 'my {name}'\n")
    os.mkdir(os.path.join(folder, "sched"))
    with open(os.path.join(folder, "sched", "__init__.py"), "w") as file:
        file.write("NAME = 'my package'\n")
    os.mkdir(os.path.join(folder, "bisect"))
    sys.path.insert(0, folder)
    import colorsys
    import this_is_mine
    import graphlib
    import sched
    import bisect
    print(colorsys.NAME, this_is_mine.NAME, graphlib.NAME, sched.NAME)
    # A folder without __init__.py is no module where a real one is found.
    print(bisect.bisect([1, 2], 1))
    del sys.modules["os"]
    import os as again
    print(hasattr(again, "NAME"), again.path.basename("a/b"))
    sys.path.pop(0)
    del sys.modules["colorsys"]
    import colorsys
    print(hasattr(colorsys, "NAME"), colorsys.rgb_to_hsv(0, 0, 1))
