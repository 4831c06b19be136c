"""typing: equal subscripts are one object, which pickling keeps; annotations of starred arguments; missing arguments."""
import pickle
import typing
from typing import (Annotated, Any, Callable, ClassVar, Dict, Generator, Generic, List, Literal, Optional, Tuple, TypeVar,
                    TypeVarTuple, Union)

T = TypeVar("T")
U = TypeVar("U", default=int)
Ts = TypeVarTuple("Ts")


class Box(Generic[T]):
    pass


class Pair(Generic[T, U]):
    pass


for made in (Union[int, float], Optional[int], List[int], Literal[1], Annotated[int, "note"], ClassVar[int], Dict[str, int],
             Callable[[int], str], Callable[..., Any], Tuple[int, ...], Tuple[int, str], Generator[int, int, int], Box[int]):
    print(made, pickle.loads(pickle.dumps(made)) is made)
print(List[int] is List[int], Union[int, str] is Union[int, str], Box[int] is Box[int], Literal[1] is Literal[True],
      Callable[[int], str] is Callable[[int], str], Annotated[int, []] == Annotated[int, []])


def starred(*args: *Ts, **kwargs: int):
    pass


def counted(*args: *tuple[int, ...]):
    pass


print(starred.__annotations__, counted.__annotations__, typing.get_type_hints(starred))
for elements in ((), (1, 2), 3):
    try:
        def wrong(*args: *elements):
            pass
    except (TypeError, ValueError) as problem:
        print(type(problem).__name__, problem)
print(Pair[str], Pair[str, bytes])
for parameters in ((), (int, str, bytes)):
    try:
        Pair[parameters]
    except TypeError as problem:
        print(str(problem).replace("<class '__main__.", "<class '"))
