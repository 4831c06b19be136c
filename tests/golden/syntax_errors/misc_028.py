lambda x: (yield x) = 2
