"""An incremental solver of one-way constraints with strengths (the DeltaBlue algorithm of Freeman-Benson and Maloney).

A chain of equalities is set up and edited at its head; then pairs of variables linked by a scale and an
offset are edited at either end, which turns the flow of the constraints around.
"""
from enum import IntEnum


class Strength:
    """An ordered set of levels; a smaller number is stronger."""

    levels = {}

    def __init__(self, number, name):
        self.number = number
        self.name = name
        Strength.levels[number] = self

    def stronger(self, other):
        return self.number < other.number

    def weaker(self, other):
        return self.number > other.number

    def next_weaker(self):
        return Strength.levels[self.number + 1]

    @classmethod
    def weakest_of(cls, one, two):
        return one if one.weaker(two) else two


REQUIRED = Strength(0, "required")
STRONG_PREFERRED = Strength(1, "strong preferred")
PREFERRED = Strength(2, "preferred")
STRONG_DEFAULT = Strength(3, "strong default")
NORMAL = Strength(4, "normal")
WEAK_DEFAULT = Strength(5, "weak default")
WEAKEST = Strength(6, "weakest")


class Flow(IntEnum):
    NONE = 0
    FORWARD = 1
    BACKWARD = -1


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.source = None
        self.mark = 0
        self.walkabout = WEAKEST
        self.stays = True

    def attach(self, constraint):
        self.constraints.append(constraint)

    def detach(self, constraint):
        self.constraints.remove(constraint)
        if self.source is constraint:
            self.source = None


class Constraint:
    is_input = False

    def __init__(self, strength):
        self.strength = strength

    def enter(self, planner):
        self.attach()
        planner.incremental_add(self)

    def leave(self, planner):
        if self.satisfied():
            planner.incremental_remove(self)
        else:
            self.detach()

    def satisfy(self, mark, planner):
        self.choose(mark)
        if not self.satisfied():
            if self.strength is REQUIRED:
                raise RuntimeError("a required constraint cannot be met")
            return None
        self.mark_inputs(mark)
        target = self.output()
        overridden = target.source
        if overridden is not None:
            overridden.mark_unsatisfied()
        target.source = self
        if not planner.propagate(self, mark):
            raise RuntimeError("the constraints form a circle")
        target.mark = mark
        return overridden


class Unary(Constraint):
    def __init__(self, planner, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.met = False
        self.enter(planner)

    def attach(self):
        self.variable.attach(self)
        self.met = False

    def detach(self):
        if self.variable is not None:
            self.variable.detach(self)
        self.met = False

    def choose(self, mark):
        self.met = self.variable.mark != mark and self.strength.stronger(self.variable.walkabout)

    def satisfied(self):
        return self.met

    def mark_inputs(self, mark):
        pass

    def mark_unsatisfied(self):
        self.met = False

    def output(self):
        return self.variable

    def inputs_known(self, mark):
        return True

    def recalculate(self):
        self.variable.walkabout = self.strength
        self.variable.stays = not self.is_input
        if self.variable.stays:
            self.execute()

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    is_input = True


class Binary(Constraint):
    def __init__(self, planner, left, right, strength):
        super().__init__(strength)
        self.left = left
        self.right = right
        self.flow = Flow.NONE
        self.enter(planner)

    def attach(self):
        self.left.attach(self)
        self.right.attach(self)
        self.flow = Flow.NONE

    def detach(self):
        self.left.detach(self)
        self.right.detach(self)
        self.flow = Flow.NONE

    def choose(self, mark):
        left, right = self.left, self.right
        if left.mark == mark:
            free = right.mark != mark and self.strength.stronger(right.walkabout)
            self.flow = Flow.FORWARD if free else Flow.NONE
        elif right.mark == mark:
            free = left.mark != mark and self.strength.stronger(left.walkabout)
            self.flow = Flow.BACKWARD if free else Flow.NONE
        elif left.walkabout.weaker(right.walkabout):
            self.flow = Flow.BACKWARD if self.strength.stronger(left.walkabout) else Flow.NONE
        else:
            self.flow = Flow.FORWARD if self.strength.stronger(right.walkabout) else Flow.NONE

    def satisfied(self):
        return self.flow is not Flow.NONE

    def input(self):
        return self.left if self.flow is Flow.FORWARD else self.right

    def output(self):
        return self.right if self.flow is Flow.FORWARD else self.left

    def mark_inputs(self, mark):
        self.input().mark = mark

    def mark_unsatisfied(self):
        self.flow = Flow.NONE

    def inputs_known(self, mark):
        source = self.input()
        return source.mark == mark or source.stays or source.source is None

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walkabout = Strength.weakest_of(self.strength, source.walkabout)
        target.stays = source.stays
        if target.stays:
            self.execute()


class Equality(Binary):
    def execute(self):
        self.output().value = self.input().value


class Linear(Binary):
    """right = left * scale + offset."""

    def __init__(self, planner, left, scale, offset, right, strength):
        self.scale = scale
        self.offset = offset
        super().__init__(planner, left, right, strength)

    def attach(self):
        super().attach()
        self.scale.attach(self)
        self.offset.attach(self)

    def detach(self):
        super().detach()
        self.scale.detach(self)
        self.offset.detach(self)

    def mark_inputs(self, mark):
        super().mark_inputs(mark)
        self.scale.mark = self.offset.mark = mark

    def execute(self):
        if self.flow is Flow.FORWARD:
            self.right.value = self.left.value * self.scale.value + self.offset.value
        else:
            self.left.value = (self.right.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walkabout = Strength.weakest_of(self.strength, source.walkabout)
        target.stays = source.stays and self.scale.stays and self.offset.stays
        if target.stays:
            self.execute()


class Planner:
    def __init__(self):
        self.current = 0

    def new_mark(self):
        self.current += 1
        return self.current

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        target = constraint.output()
        constraint.mark_unsatisfied()
        constraint.detach()
        unsatisfied = self.remove_downstream(target)
        strength = REQUIRED
        while True:
            for other in unsatisfied:
                if other.strength is strength:
                    self.incremental_add(other)
            if strength is WEAKEST:
                break
            strength = strength.next_weaker()

    def remove_downstream(self, target):
        target.source = None
        target.walkabout = WEAKEST
        target.stays = True
        unsatisfied = []
        todo = [target]
        while todo:
            variable = todo.pop(0)
            for constraint in variable.constraints:
                if not constraint.satisfied():
                    unsatisfied.append(constraint)
            determining = variable.source
            for constraint in variable.constraints:
                if constraint is not determining and constraint.satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            here = todo.pop(0)
            if here.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            here.recalculate()
            self.consumers(here.output(), todo)
        return True

    @staticmethod
    def consumers(variable, into):
        determining = variable.source
        into.extend([c for c in variable.constraints if c is not determining and c.satisfied()])

    def plan_from(self, sources):
        mark = self.new_mark()
        plan = []
        todo = [c for c in sources if c.is_input and c.satisfied()]
        while todo:
            constraint = todo.pop(0)
            target = constraint.output()
            if target.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                target.mark = mark
                self.consumers(target, todo)
        return plan


def execute(plan):
    for constraint in plan:
        constraint.execute()


def change(planner, variable, value):
    edit = Edit(planner, variable, PREFERRED)
    plan = planner.plan_from([edit])
    for _ in range(10):
        variable.value = value
        execute(plan)
    edit.leave(planner)


def chain(length):
    planner = Planner()
    variables = [Variable("v%d" % i) for i in range(length + 1)]
    for left, right in zip(variables, variables[1:]):
        Equality(planner, left, right, REQUIRED)
    Stay(planner, variables[-1], STRONG_DEFAULT)
    edit = Edit(planner, variables[0], PREFERRED)
    plan = planner.plan_from([edit])
    total = 0
    for value in range(100):
        variables[0].value = value
        execute(plan)
        if variables[-1].value != value:
            raise RuntimeError("the chain does not carry %d" % value)
        total += variables[length // 2].value
    edit.leave(planner)
    return total


def projection(count):
    planner = Planner()
    scale, offset = Variable("scale", 10), Variable("offset", 1000)
    sources, targets = [], []
    for i in range(count):
        source, target = Variable("source%d" % i, i), Variable("target%d" % i, i)
        sources.append(source)
        targets.append(target)
        Stay(planner, source, NORMAL)
        Linear(planner, source, scale, offset, target, REQUIRED)
    change(planner, sources[-1], 17)
    total = targets[-1].value
    change(planner, targets[-1], 1050)
    total += sources[-1].value
    change(planner, scale, 5)
    total += sum(t.value for t in targets[:-1])
    change(planner, offset, 2000)
    total += sum(t.value for t in targets[:-1])
    return total


def main():
    total = 0
    for _ in range(8):
        total += chain(1000) + projection(1000)
    print(total)


if __name__ == "__main__":
    main()
