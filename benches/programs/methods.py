"""Method calls, attribute reads and writes on plain instances, with inheritance."""


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.operations = 0

    def deposit(self, amount):
        self.balance += amount
        self.note()

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        self.note()
        return True

    def note(self):
        self.operations += 1


class Savings(Account):
    rate = 3

    def deposit(self, amount):
        super().deposit(amount + self.interest(amount))

    def interest(self, amount):
        return amount * self.rate // 100


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y


def run(rounds):
    accounts = [Account("a"), Savings("b"), Account("c", 100)]
    refused = 0
    for i in range(rounds):
        account = accounts[i % 3]
        account.deposit(i % 100)
        if not account.withdraw(i % 150):
            refused += 1
    v = Vector(1, 2)
    total = 0
    for i in range(rounds):
        total += v.scaled(i).dot(v)
    return [(a.owner, a.balance, a.operations) for a in accounts], refused, total


print(run(550_000))
