"""time.tzset: a change of TZ in the environment takes effect."""

import os
import time

for zone in ("UTC", "EST5EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3", "JST-9"):
    os.environ["TZ"] = zone
    time.tzset()
    print(time.tzname, time.timezone, time.altzone, time.daylight)
    print(time.localtime(1_000_000_000)[:6], time.strftime("%Z %z", time.localtime(1_000_000_000)), time.mktime((2001, 9, 9, 1, 46, 40, 0, 0, -1)))
