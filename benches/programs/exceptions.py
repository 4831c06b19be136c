"""Raising, catching, re-raising and finally, near and far from the handler."""


class AppError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Retry(AppError):
    pass


def risky(i):
    if i % 7 == 0:
        raise Retry(i)
    if i % 5 == 0:
        raise AppError(i)
    if i % 3 == 0:
        return {}["missing"]
    return i


def guarded(i):
    try:
        return risky(i)
    except Retry as error:
        return -error.code
    except KeyError:
        return 0
    finally:
        counts["finally"] += 1


def deep(n, i):
    if n == 0:
        raise AppError(i)
    return deep(n - 1, i)


def run(rounds):
    total = 0
    for i in range(rounds):
        try:
            total += guarded(i)
        except AppError as error:
            total += error.args[0] & 1
        else:
            counts["else"] += 1
    for i in range(rounds // 20):
        try:
            deep(10, i)
        except AppError as error:
            total += error.code
    for i in range(rounds):
        try:
            try:
                int("12" if i & 1 else "x")
            except ValueError as error:
                raise AppError(i) from error
        except AppError:
            counts["chained"] += 1
    return total


counts = {"finally": 0, "else": 0, "chained": 0}
print(run(200_000), counts)
