"""How the method resolution order of a class comes about: the C3 merge, one step at a time.

The order of a class is the class itself, followed by the merge of the orders of its bases and of the
list of the bases. A step takes the first head that no list has behind its head. When no head can be
taken, there is no order, and the class cannot be made.
"""

from . import UsageError


def _text(names):
    return "[" + ", ".join(each.__name__ for each in names) + "]"


def merge(lists):
    """The merged order with the text of every step; the order ends early when there is none."""
    lists = [list(each) for each in lists if each]
    taken, lines = [], []
    step = 0
    while lists:
        step += 1
        refused = []
        choice = None
        for candidate in lists:
            head = candidate[0]
            if any(head is known for known, _ in refused):
                continue
            behind = next((other for other in lists if any(head is each for each in other[1:])), None)
            if behind is None:
                choice = head
                break
            refused.append((head, list(behind)))
        lines.append(f"step {step}: merge " + " ".join(_text(each) for each in lists))
        for head, behind in refused:
            lines.append(f"        {head.__name__} has to wait: it stands behind {behind[0].__name__} in {_text(behind)}")
        if choice is None:
            lines.append("        no head is left that could be taken: there is no consistent order")
            return taken, lines, [head for head, _ in refused]
        where = "the only list" if len(lists) == 1 else "no list has it behind its head"
        lines.append(f"        take {choice.__name__}: {where}")
        taken.append(choice)
        lists = [[each for each in other if each is not choice] for other in lists]
        lists = [each for each in lists if each]
    return taken, lines, []


def explain_bases(name, bases):
    """The merge for a class with these bases, which need not exist yet."""
    names = ", ".join(base.__name__ for base in bases)
    lines = [f"class {name}({names})" if bases else f"class {name}", ""]
    for base in bases:
        lines.append(f"L[{base.__name__}] = {_text(base.__mro__)}")
    parts = [f"L[{base.__name__}]" for base in bases] + [f"[{names}]"]
    lines.append(f"L[{name}] = {name} + merge({', '.join(parts)})")
    lines.append("")
    duplicates = [base for index, base in enumerate(bases) if any(base is other for other in bases[:index])]
    if duplicates:
        lines.append(f"{duplicates[0].__name__} is named twice among the bases: that is not allowed.")
        return "\n".join(lines) + "\n"
    order, steps, stuck = merge([base.__mro__ for base in bases] + [bases])
    lines.extend(steps)
    lines.append("")
    if stuck:
        heads = ", ".join(head.__name__ for head in stuck)
        lines.append(f"Cannot create {name}: each of {heads} would have to come before another of them.")
        lines.append("Change the order of the bases, here or in one of the classes above, so that they agree.")
    else:
        lines.append(f"L[{name}] = " + " -> ".join([name] + [each.__name__ for each in order]))
    return "\n".join(lines) + "\n"


def explain_class(cls):
    """The merge of a class that exists."""
    if cls is object:
        return "class object\n\nL[object] = object: it has no bases, so there is nothing to merge.\n"
    text = explain_bases(cls.__name__, cls.__bases__)
    order, _, _ = merge([base.__mro__ for base in cls.__bases__] + [cls.__bases__])
    if tuple([cls] + order) != cls.__mro__:
        text += f"The metaclass decided otherwise: __mro__ is {_text(cls.__mro__)}\n"
    return text


def explain_file(file, name):
    """The same for a class of a file, which is run; also for a class that cannot be made."""
    import builtins
    import io
    import sys

    try:
        with open(file, "rb") as stream:
            source = stream.read()
    except OSError as error:
        raise UsageError(f"can't open file {file!r}: {error.strerror}") from None
    made, refused = {}, {}
    build = builtins.__build_class__

    def watch(function, class_name, /, *bases, **keywords):
        try:
            cls = build(function, class_name, *bases, **keywords)
        except TypeError as error:
            if all(isinstance(base, type) for base in bases):
                refused[function.__qualname__] = refused[class_name] = bases
            raise
        made[function.__qualname__] = made[class_name] = cls
        return cls

    namespace = {"__name__": "__taipan_mro__", "__file__": file, "__builtins__": builtins}
    code = compile(source, file, "exec")
    arguments, stdout = sys.argv, sys.stdout
    sys.argv, sys.stdout = [file], io.StringIO()
    builtins.__build_class__ = watch
    try:
        exec(code, namespace)
    except SystemExit:
        pass
    except BaseException:
        # What goes wrong elsewhere in the file does not matter when the class is known.
        if name not in refused and name not in made:
            raise
    finally:
        builtins.__build_class__ = build
        sys.argv, sys.stdout = arguments, stdout
    if name in refused:
        return explain_bases(name, refused[name])
    found = made.get(name)
    if found is None:
        value = namespace.get(name)
        found = value if isinstance(value, type) else None
    if found is None:
        known = ", ".join(sorted(each for each in made if "." not in each)) or "none"
        raise UsageError(f"{file} makes no class {name!r}; its classes: {known}")
    return explain_class(found)
