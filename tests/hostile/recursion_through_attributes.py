"""Unbounded recursion through __getattr__, __getattribute__, __setattr__, properties, descriptors, __call__."""


class A:
    def __getattr__(self, name):
        return getattr(self, name + "x" if len(name) < 5 else name)

    def __setattr__(self, name, value):
        setattr(self, name, value)

    def __delattr__(self, name):
        delattr(self, name)

    def __call__(self):
        return self()

    def __iter__(self):
        return iter(self)

    def __len__(self):
        return len(self)

    def __getitem__(self, i):
        return self[i]

    def __add__(self, other):
        return self + other

    def __radd__(self, other):
        return other + self

    def __neg__(self):
        return -self

    def __index__(self):
        return [1][self]

    def __int__(self):
        return int(self)

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *details):
        pass

    def __dir__(self):
        return dir(self)

    def __del__(self):
        pass

    @property
    def p(self):
        return self.p


class G:
    def __getattribute__(self, name):
        return getattr(self, name)


class D:
    def __get__(self, instance, owner):
        return instance.d


class H:
    d = D()


class Meta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)

    def __subclasscheck__(cls, other):
        return issubclass(other, cls)

    def __call__(cls):
        return cls()


class M(metaclass=Meta):
    pass


def enter():
    with A():
        pass


def delete():
    del A().x


for action in (lambda: A().x, lambda: setattr(A(), "x", 1), delete, lambda: A()(), lambda: iter(A()),
               lambda: list(A()), lambda: len(A()), lambda: A()[0], lambda: A() + 1, lambda: 1 + A(), lambda: -A(),
               lambda: [1][A()], lambda: int(A()), enter, lambda: dir(A()), lambda: A().p, lambda: G().x,
               lambda: H().d, lambda: isinstance(1, M), lambda: issubclass(int, M), lambda: M()):
    try:
        action()
    except RecursionError:
        print("RecursionError")
print("survived")
