"""A traceback through classes, lambdas, comprehensions, generators and class bodies."""


class Worker:
    def __init__(self, items):
        self.items = items

    @property
    def first(self):
        return next(self.generate())

    def generate(self):
        for item in self.items:
            yield self.convert(item)

    @staticmethod
    def convert(item):
        return (lambda x: {k: int(v) for k, v in x})(item)


class Body:
    value = Worker([[("a", "b")]]).first
