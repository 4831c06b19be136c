"""A network of one-way constraints with strengths, in the manner of DeltaBlue."""

REQUIRED, STRONG, MEDIUM, WEAK, FREE = range(5)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = FREE
        self.mark = 0
        self.stay = True

    def set(self, constraint, strength, stay):
        self.determined_by = constraint
        self.strength = strength
        self.stay = stay


class Constraint:
    def __init__(self, planner, strength):
        self.planner = planner
        self.strength = strength
        self.satisfied = False
        for variable in self.variables():
            variable.constraints.append(self)
        planner.add(self)

    def destroy(self):
        if self.satisfied:
            self.planner.remove(self)
        for variable in self.variables():
            variable.constraints.remove(self)

    def inputs(self):
        out = self.output()
        return [v for v in self.variables() if v is not out]

    def inputs_known(self, mark):
        for v in self.inputs():
            if not (v.mark == mark or v.stay or v.determined_by is None):
                return False
        return True

    def recalculate(self):
        out = self.output()
        strength, stay = self.strength, True
        for v in self.inputs():
            if v.strength > strength:
                strength = v.strength
            stay = stay and v.stay
        out.set(self, strength, stay and self.fixed())
        if out.stay:
            self.execute()

    def fixed(self):
        return True


class Unary(Constraint):
    def __init__(self, planner, variable, strength):
        self.variable = variable
        super().__init__(planner, strength)

    def variables(self):
        return (self.variable,)

    def output(self):
        return self.variable

    def choose(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength < self.variable.strength

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def fixed(self):
        return False


class Equal(Constraint):
    def __init__(self, planner, left, right, strength):
        self.left, self.right = left, right
        self.forward = True
        super().__init__(planner, strength)

    def variables(self):
        return (self.left, self.right)

    def output(self):
        return self.right if self.forward else self.left

    def choose(self, mark):
        left, right = self.left, self.right
        if left.mark == mark:
            self.forward = True
            self.satisfied = right.mark != mark and self.strength < right.strength
        elif right.mark == mark:
            self.forward = False
            self.satisfied = self.strength < left.strength
        elif left.strength > right.strength:
            self.forward = False
            self.satisfied = self.strength < left.strength
        else:
            self.forward = True
            self.satisfied = self.strength < right.strength

    def execute(self):
        if self.forward:
            self.right.value = self.left.value
        else:
            self.left.value = self.right.value


class Scale(Equal):
    def __init__(self, planner, left, right, factor, offset, strength):
        self.factor, self.offset = factor, offset
        super().__init__(planner, left, right, strength)

    def variables(self):
        return (self.left, self.right, self.factor, self.offset)

    def execute(self):
        if self.forward:
            self.right.value = self.left.value * self.factor.value + self.offset.value
        else:
            self.left.value = (self.right.value - self.offset.value) // self.factor.value


class Planner:
    def __init__(self):
        self.mark = 0

    def add(self, constraint):
        self.mark += 1
        mark = self.mark
        while constraint is not None:
            constraint = self.satisfy(constraint, mark)

    def satisfy(self, constraint, mark):
        constraint.choose(mark)
        if not constraint.satisfied:
            return None
        out = constraint.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.satisfied = False
        for v in constraint.inputs():
            v.mark = mark
        out.determined_by = constraint
        self.propagate(constraint)
        out.mark = mark
        return overridden

    def propagate(self, constraint):
        todo = [constraint]
        while todo:
            current = todo.pop()
            current.recalculate()
            todo.extend(self.consumers(current.output()))

    def consumers(self, variable):
        by = variable.determined_by
        return [c for c in variable.constraints if c is not by and c.satisfied and c.output() is not variable]

    def remove(self, constraint):
        out = constraint.output()
        constraint.satisfied = False
        out.determined_by = None
        out.strength = FREE
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            v = todo.pop()
            for c in v.constraints:
                if not c.satisfied and c is not constraint:
                    unsatisfied.append(c)
            for c in self.consumers(v):
                c.recalculate()
                todo.append(c.output())
        for strength in range(REQUIRED, FREE):
            for c in unsatisfied:
                if c.strength == strength and not c.satisfied:
                    self.add(c)

    def plan(self, edit):
        self.mark += 1
        mark = self.mark
        plan, todo = [], [edit]
        while todo:
            c = todo.pop()
            out = c.output()
            if out.mark != mark and c.inputs_known(mark):
                plan.append(c)
                out.mark = mark
                todo.extend(self.consumers(out))
        return plan


def change(planner, variable, values):
    edit = Edit(planner, variable, STRONG)
    plan = planner.plan(edit)
    for value in values:
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.destroy()


def chain(n):
    planner = Planner()
    variables = [Variable("v%d" % i) for i in range(n + 1)]
    for left, right in zip(variables, variables[1:]):
        Equal(planner, left, right, REQUIRED)
    Stay(planner, variables[-1], WEAK)
    change(planner, variables[0], range(60))
    return variables[-1].value, sum(v.value for v in variables)


def projection(n):
    planner = Planner()
    factor, offset = Variable("factor", 10), Variable("offset", 1000)
    sources, targets = [], []
    for i in range(n):
        source, target = Variable("s%d" % i, i), Variable("t%d" % i, i)
        sources.append(source)
        targets.append(target)
        Stay(planner, source, MEDIUM)
        Scale(planner, source, target, factor, offset, REQUIRED)
    change(planner, sources[n // 2], [17, 18])
    first = targets[n // 2].value
    change(planner, factor, [5, 6])
    second = targets[n // 2].value
    change(planner, offset, [2000])
    return first, second, targets[n // 2].value, sum(t.value for t in targets)


for round in range(6):
    print(chain(1_500), projection(1_500))
