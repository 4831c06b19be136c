"""The lessons about the commonest messages.

For each: the class, a pattern for the message, a title, what it means and what to do ({0} stands for
the first group of the pattern), a program that fails in this way, and the same program mended.
"""

from .lessons import Lesson

LESSONS = [
    # ---- names ----
    Lesson(
        "UnboundLocalError",
        r"cannot access local variable '(.*?)'",
        "a local variable is used before it has a value",
        "The function assigns {0} somewhere, so {0} is local in all of the function, from its first line on.\n"
        "When it is read before the assignment has run, it has no value, even if a global {0} exists.\n"
        "Give it a value first, or say `global` or `nonlocal` if the outer variable is meant.",
        "count = 0\ndef step():\n    count = count + 1\nstep()",
        "count = 0\ndef step():\n    global count\n    count = count + 1\nstep()",
    ),
    Lesson(
        "NameError",
        r"cannot access free variable '(.*?)'",
        "a variable of the function around has no value yet",
        "The inner function takes {0} from the function around it, which has not assigned it so far.\n"
        "Call the inner function after the assignment.",
        "def outer():\n    def inner():\n        return x\n    inner()\n    x = 1\nouter()",
        "def outer():\n    def inner():\n        return x\n    x = 1\n    inner()\nouter()",
    ),
    Lesson(
        "NameError",
        r"name '(.*?)' is not defined",
        "a name has no value",
        "Nothing has bound {0} where the program looks: in the function, in the functions around it, in the\n"
        "module, among the built-ins. It is misspelt, used too early, lacks quotes, or is not imported.",
        "total = 3\nprint(totl)",
        "total = 3\nprint(total)",
    ),
    # ---- types ----
    Lesson(
        "TypeError",
        r"can only concatenate (\w+) \(not \"(\w+)\"\) to",
        "two different kinds of sequences cannot be joined",
        "+ joins two of the same kind. Here the right side is a {1}. Convert it to {0} first, or put the\n"
        "value into an f-string.",
        "age = 3\nprint('age: ' + age)",
        "age = 3\nprint('age: ' + str(age))",
    ),
    Lesson(
        "TypeError",
        r"unsupported operand type\(s\) for (.+?): '(\w+)' and '(\w+)'",
        "an operator does not know these two types",
        "{0} is not defined for a {1} and a {2}. If one of them is text that holds a number, convert it with\n"
        "int() or float(). If one is None, a function probably returned nothing.",
        "price = '3'\nprint(10 - price)",
        "price = '3'\nprint(10 - int(price))",
    ),
    Lesson(
        "TypeError",
        r"bad operand type for unary (.+?): '(\w+)'",
        "a sign stands before a value that has no sign",
        "Unary {0} is not defined for a {1}. Convert the value to a number first.",
        "text = '5'\nprint(-text)",
        "text = '5'\nprint(-int(text))",
    ),
    Lesson(
        "TypeError",
        r"'(.+?)' not supported between instances of '(\w+)' and '(\w+)'",
        "two values cannot be ordered",
        "Python does not know whether a {1} comes before a {2}. Compare values of one kind: convert one of\n"
        "them, or sort with a key= that gives the same kind for every element.",
        "print(sorted([3, 'two', 1]))",
        "print(sorted([3, 'two', 1], key=str))",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object is not callable",
        "something that is no function is called",
        "A {0} stands before the parentheses. Often a variable has the name of a function and hides it, or an\n"
        "operator is missing between two parentheses.",
        "list = [1, 2]\nprint(list('ab'))",
        "numbers = [1, 2]\nprint(list('ab'))",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object is not subscriptable",
        "brackets behind something without elements",
        "A {0} has no elements that could be taken with [...]. If it is None, the function that made it\n"
        "returned nothing; if it is a function, parentheses are meant.",
        "def pair():\n    (1, 2)\nprint(pair()[0])",
        "def pair():\n    return (1, 2)\nprint(pair()[0])",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object does not support item assignment",
        "an element of something unchangeable is assigned",
        "A {0} cannot be changed. Make a new one with the change, or use a type that can be changed, such as\n"
        "list for tuple.",
        "word = 'cat'\nword[0] = 'b'",
        "word = 'cat'\nword = 'b' + word[1:]",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object doesn't support item deletion",
        "an element of something unchangeable is deleted",
        "A {0} cannot be changed, so nothing can be taken out of it. Make a new one without the element.",
        "point = (1, 2, 3)\ndel point[2]",
        "point = (1, 2, 3)\npoint = point[:2]",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object is not iterable",
        "a loop goes over something without elements",
        "for, in, list(), sum() and unpacking need something that gives elements; a {0} does not. To count,\n"
        "loop over range(n).",
        "for i in 3:\n    print(i)",
        "for i in range(3):\n    print(i)",
    ),
    Lesson(
        "TypeError",
        r"cannot unpack non-iterable (\w+) object",
        "one value is to be unpacked into several names",
        "The right side is a single {0}. If it comes from a function, the function has to return as many\n"
        "values as there are names.",
        "def size():\n    return 3\nwidth, height = size()",
        "def size():\n    return 3, 4\nwidth, height = size()",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object is not an iterator",
        "next() is called on something that is no iterator",
        "A {0} gives elements, but it does not remember where it is. iter() makes an iterator from it.",
        "numbers = [1, 2]\nprint(next(numbers))",
        "numbers = iter([1, 2])\nprint(next(numbers))",
    ),
    Lesson(
        "TypeError",
        r"unhashable type: '(.+?)'",
        "a changeable value as a key or element of a set",
        "Keys of a dict and elements of a set must not change, so that they are found again; a {0} can change.\n"
        "Use a tuple instead of a list, a frozenset instead of a set.",
        "seen = {[1, 2]}",
        "seen = {(1, 2)}",
    ),
    Lesson(
        "TypeError",
        r"(\w+) indices must be integers or slices, not (\w+)",
        "an index that is no whole number",
        "Elements of a {0} are numbered; the index here is a {1}. Use a number, or a dict if elements have\n"
        "names. Division gives a float: // gives a whole number.",
        "items = ['a', 'b', 'c']\nprint(items[len(items) / 2])",
        "items = ['a', 'b', 'c']\nprint(items[len(items) // 2])",
    ),
    Lesson(
        "TypeError",
        r"string indices must be integers, not '(\w+)'",
        "a text is used as if it were a dict",
        "The value before the brackets is a str, and the index is a {0}. Often a loop over a dict gives keys\n"
        "where its values are meant.",
        "users = {'ann': {'age': 3}}\nfor user in users:\n    print(user['age'])",
        "users = {'ann': {'age': 3}}\nfor user in users.values():\n    print(user['age'])",
    ),
    Lesson(
        "TypeError",
        r"(\w+)\(\) missing (\d+) required (?:positional|keyword-only) arguments?: (.+)",
        "a call gives too few arguments",
        "{0}() needs a value for {2}. If it is a method, it may have been called on the class instead of on an\n"
        "object.",
        "def area(width, height):\n    return width * height\narea(3)",
        "def area(width, height):\n    return width * height\narea(3, 4)",
    ),
    Lesson(
        "TypeError",
        r"([\w.]+)\(\) takes (.+?) positional arguments? but (\d+) (?:was|were) given",
        "a call gives too many arguments",
        "{0}() takes {1}, and {2} were given. For a method, the object itself counts as the first one: a\n"
        "method without the parameter self takes none.",
        "class Dog:\n    def bark():\n        print('woof')\nDog().bark()",
        "class Dog:\n    def bark(self):\n        print('woof')\nDog().bark()",
    ),
    Lesson(
        "TypeError",
        r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'",
        "a call names a parameter that does not exist",
        "{0}() has no parameter {1}. Look at its signature; at the prompt, {0}? shows it.",
        "def greet(name):\n    return 'hi ' + name\ngreet(nme='ann')",
        "def greet(name):\n    return 'hi ' + name\ngreet(name='ann')",
    ),
    Lesson(
        "TypeError",
        r"([\w.]+)\(\) got multiple values for argument '(\w+)'",
        "a parameter gets two values",
        "{1} is given by its place and by its name at once. Give it once.",
        "def greet(name, sign):\n    return name + sign\ngreet('ann', name='bob')",
        "def greet(name, sign):\n    return name + sign\ngreet('ann', sign='!')",
    ),
    Lesson(
        "TypeError",
        r"object of type '(\w+)' has no len\(\)",
        "len() of something that has no length",
        "A {0} has no length. A generator has to be made a list first; a number has digits only as text.",
        "squares = (n * n for n in range(3))\nprint(len(squares))",
        "squares = [n * n for n in range(3)]\nprint(len(squares))",
    ),
    Lesson(
        "TypeError",
        r"Can't instantiate abstract class (\w+)",
        "an object of an abstract class",
        "{0} has abstract methods, which a class derived from it has to define before there can be objects.",
        "from abc import ABC, abstractmethod\nclass Shape(ABC):\n    @abstractmethod\n    def area(self): ...\nShape()",
        "from abc import ABC, abstractmethod\nclass Shape(ABC):\n    @abstractmethod\n    def area(self): ...\n"
        "class Square(Shape):\n    def area(self): return 1\nSquare()",
    ),
    Lesson(
        "TypeError",
        r"Cannot create a consistent method resolution order",
        "the bases of a class contradict each other",
        "Each class has to come before its bases, and the bases in the order in which they are written. Here\n"
        "both is not possible. Write the more special class first; %mro shows the merge.",
        "class A: pass\nclass B(A): pass\nclass C(A, B): pass",
        "class A: pass\nclass B(A): pass\nclass C(B, A): pass",
    ),
    Lesson(
        "TypeError",
        r"catching classes that do not inherit from BaseException is not allowed",
        "except with something that is no exception class",
        "Behind except stands a class of exceptions or a tuple of such classes, in parentheses.",
        "try:\n    1 / 0\nexcept 'ZeroDivisionError':\n    pass",
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    pass",
    ),
    Lesson(
        "TypeError",
        r"exceptions must derive from BaseException",
        "raise with something that is no exception",
        "Only exceptions can be raised. Put the text into one, such as ValueError('...').",
        "raise 'too large'",
        "try:\n    raise ValueError('too large')\nexcept ValueError as error:\n    print(error)",
    ),
    Lesson(
        "TypeError",
        r"'(\w+)' object can't be awaited|object (\w+) can't be used in 'await' expression",
        "await on something that cannot be waited for",
        "await needs a coroutine, a task or a future. An ordinary function returns its value at once: call it\n"
        "without await, or make it async.",
        "import asyncio\ndef value():\n    return 1\nasync def main():\n    await value()\nasyncio.run(main())",
        "import asyncio\nasync def value():\n    return 1\nasync def main():\n    await value()\nasyncio.run(main())",
    ),
    Lesson(
        "TypeError",
        r"sequence item (\d+): expected str instance, (\w+) found",
        "join() of something that is not text",
        "join() puts texts together; element {0} is a {1}. Convert the elements with str().",
        "print(', '.join([1, 2]))",
        "print(', '.join(str(n) for n in [1, 2]))",
    ),
    # ---- values ----
    Lesson(
        "ValueError",
        r"invalid literal for int\(\) with base (\d+): (.*)",
        "a text that is no whole number",
        "int() takes digits with a sign, here in base {0}; it got {1}. Check the text before, or catch the\n"
        "ValueError. A text with a decimal point is for float().",
        "print(int('3.5'))",
        "print(int(float('3.5')))",
    ),
    Lesson(
        "ValueError",
        r"could not convert string to float: (.*)",
        "a text that is no number",
        "float() got {0}. Decimal points are points, not commas, and signs of currency are no part of a number.",
        "print(float('3,5'))",
        "print(float('3,5'.replace(',', '.')))",
    ),
    Lesson(
        "ValueError",
        r"not enough values to unpack \(expected (.+?), got (\d+)\)",
        "fewer values than names",
        "There are names for {0} values on the left, and {1} on the right. Look at what the right side is.",
        "first, second, third = 'a b'.split()",
        "first, second = 'a b'.split()",
    ),
    Lesson(
        "ValueError",
        r"too many values to unpack \(expected (\d+)",
        "more values than names",
        "There are {0} names on the left and more values on the right. A name with a star takes the rest:\n"
        "first, *rest = values. A loop over a dict with two names needs .items().",
        "ages = {'ann': 3, 'bob': 4}\nfor name, age in ages:\n    print(name, age)",
        "ages = {'ann': 3, 'bob': 4}\nfor name, age in ages.items():\n    print(name, age)",
    ),
    Lesson(
        "ValueError",
        r"x not in list|is not in list|list\.remove",
        "a list does not have the value",
        "remove() and index() need a value that is in the list. Ask first with `in`.",
        "names = ['ann']\nnames.remove('bob')",
        "names = ['ann']\nif 'bob' in names:\n    names.remove('bob')",
    ),
    Lesson(
        "ValueError",
        r"I/O operation on closed file",
        "a file is used after it was closed",
        "The block of `with` is over, and with it the file is closed. Read inside the block.",
        "import io\nwith io.StringIO('text') as file:\n    pass\nprint(file.read())",
        "import io\nwith io.StringIO('text') as file:\n    print(file.read())",
    ),
    Lesson(
        "ValueError",
        r"math domain error|expected a (?:non-negative|positive) input",
        "a mathematical function outside its domain",
        "The function has no real value there: the root or the logarithm of a negative number. Check the\n"
        "argument before.",
        "import math\nprint(math.sqrt(-1))",
        "import math\nx = -1\nprint(math.sqrt(x) if x >= 0 else 'no real root')",
    ),
    Lesson(
        "ValueError",
        r"time data (.*) does not match format (.*)",
        "a date that is written in another way",
        "The text {0} is not as the format {1} says. %Y is a year of four digits, %m a month, %d a day.",
        "from datetime import datetime\ndatetime.strptime('03.02.2024', '%Y-%m-%d')",
        "from datetime import datetime\ndatetime.strptime('03.02.2024', '%d.%m.%Y')",
    ),
    Lesson(
        "UnicodeDecodeError",
        r"'([\w-]+)' codec can't decode",
        "bytes that are no text in this encoding",
        "The bytes were written in another encoding than {0}. Give the right one, as in\n"
        "open(name, encoding='latin-1'), or errors='replace'.",
        "print(b'caf\\xe9'.decode('utf-8'))",
        "print(b'caf\\xe9'.decode('latin-1'))",
    ),
    Lesson(
        "UnicodeEncodeError",
        r"'([\w-]+)' codec can't encode",
        "a character that the encoding does not have",
        "{0} has no bytes for this character. utf-8 has them for every one.",
        "print('caf\\u00e9'.encode('ascii'))",
        "print('caf\\u00e9'.encode('utf-8'))",
    ),
    # ---- look-ups ----
    Lesson(
        "IndexError",
        r"(\w+)? ?(?:index|assignment index) out of range",
        "an index beyond the end",
        "Elements are numbered from 0, so the last one has the number len - 1; index -1 is the last, too. An\n"
        "empty sequence has no element at all.",
        "items = ['a', 'b']\nprint(items[2])",
        "items = ['a', 'b']\nprint(items[-1])",
    ),
    Lesson(
        "IndexError",
        r"pop from empty (\w+)|pop from an empty (\w+)",
        "nothing is left to take",
        "pop() needs at least one element. Ask first: an empty one is false.",
        "stack = []\nstack.pop()",
        "stack = []\nif stack:\n    stack.pop()",
    ),
    Lesson(
        "KeyError",
        r"(.*)",
        "a dict does not have the key",
        "There is no key {0}. d.get(key) gives None instead, d.get(key, default) a default, `in` asks first.\n"
        "A number and its text are different keys.",
        "ages = {'ann': 3}\nprint(ages['bob'])",
        "ages = {'ann': 3}\nprint(ages.get('bob', 'unknown'))",
    ),
    Lesson(
        "AttributeError",
        r"'NoneType' object has no attribute '(\w+)'",
        "an attribute of None",
        "The value before .{0} is None. The function that gave it returned nothing: methods that change a\n"
        "list, such as sort() and append(), return None, and a search without success often does.",
        "names = ['b', 'a'].sort()\nnames.reverse()",
        "names = sorted(['b', 'a'])\nnames.reverse()",
    ),
    Lesson(
        "AttributeError",
        r"module '([\w.]+)' has no attribute '(\w+)'",
        "a module does not have the name",
        "The module {0} has no {1}. It is misspelt, or a file of your own is called {0}.py and was imported\n"
        "instead.",
        "import math\nprint(math.squareroot(4))",
        "import math\nprint(math.sqrt(4))",
    ),
    Lesson(
        "AttributeError",
        r"'(\w+)' object has no attribute '(\w+)'",
        "an object does not have the attribute",
        "A {0} has no {1}. It is misspelt, set only later, or the object is of another type than expected:\n"
        "type(x) tells, dir(x) lists what it has.",
        "numbers = (1, 2)\nnumbers.append(3)",
        "numbers = [1, 2]\nnumbers.append(3)",
    ),
    # ---- arithmetic ----
    Lesson(
        "ZeroDivisionError",
        r"",
        "a division by zero",
        "The divisor is zero. Check it before, or decide what the result should be: an average of no numbers\n"
        "is a case of its own.",
        "numbers = []\nprint(sum(numbers) / len(numbers))",
        "numbers = []\nprint(sum(numbers) / len(numbers) if numbers else 0)",
    ),
    Lesson(
        "OverflowError",
        r"",
        "a result that is too large",
        "Whole numbers have no limit, but floats end near 1.8e308, and some functions take only numbers of a\n"
        "certain size. Calculate with integers or with logarithms.",
        "print(2.0 ** 5000)",
        "print(2 ** 5000 % 10)",
    ),
    # ---- control ----
    Lesson(
        "RecursionError",
        r"maximum recursion depth exceeded",
        "a function calls itself without end",
        "Every call waits for the next. Either the case that ends the recursion is missing or never reached,\n"
        "or the problem is too deep for recursion: write a loop.",
        "def factorial(n):\n    return n * factorial(n - 1)\nfactorial(3)",
        "def factorial(n):\n    return 1 if n < 2 else n * factorial(n - 1)\nfactorial(3)",
    ),
    Lesson(
        "StopIteration",
        r"",
        "an iterator has no more elements",
        "next() asked for one element too many. A for loop ends by itself; next(it, default) gives a default.",
        "it = iter([1])\nnext(it)\nnext(it)",
        "it = iter([1])\nnext(it)\nnext(it, None)",
    ),
    Lesson(
        "RuntimeError",
        r"dictionary changed size during iteration",
        "a dict changes while a loop goes over it",
        "Loop over a copy, such as list(d), or collect first what is to be changed.",
        "ages = {'a': 1, 'b': 2}\nfor name in ages:\n    del ages[name]",
        "ages = {'a': 1, 'b': 2}\nfor name in list(ages):\n    del ages[name]",
    ),
    Lesson(
        "RuntimeError",
        r"asyncio.run\(\) cannot be called from a running event loop",
        "an event loop inside an event loop",
        "asyncio.run() starts the event loop; inside a coroutine it runs already. Use await there.",
        "import asyncio\nasync def inner(): return 1\nasync def main():\n    job = inner()\n    try:\n"
        "        asyncio.run(job)\n    finally:\n        job.close()\nasyncio.run(main())",
        "import asyncio\nasync def inner(): return 1\nasync def main():\n    await inner()\nasyncio.run(main())",
    ),
    Lesson(
        "AssertionError",
        r"",
        "an assertion does not hold",
        "assert checks what the program takes for granted. The condition is false: look at the values in it.\n"
        "A text behind a comma is shown with the error.",
        "age = -1\nassert age >= 0, 'negative age'",
        "age = 1\nassert age >= 0, 'negative age'",
    ),
    Lesson(
        "KeyboardInterrupt",
        r"",
        "the user pressed Ctrl-C",
        "The program was interrupted. It is no `Exception`, so that `except Exception` does not catch it;\n"
        "clean up in `finally`.",
        "raise KeyboardInterrupt",
        "try:\n    raise KeyboardInterrupt\nexcept KeyboardInterrupt:\n    print('bye')",
    ),
    # ---- modules and files ----
    Lesson(
        "ModuleNotFoundError",
        r"No module named '(.+?)'",
        "a module that cannot be found",
        "No folder of sys.path has {0}. It is misspelt, not installed, or not part of this interpreter.",
        "import maths",
        "import math",
    ),
    Lesson(
        "ImportError",
        r"cannot import name '(\w+)' from '?(.+?)'? \(",
        "a module does not have the name",
        "The module {1} has no {0}. It is misspelt, or two modules import each other: then one of them is not\n"
        "ready yet.",
        "from math import squareroot",
        "from math import sqrt",
    ),
    Lesson(
        "FileNotFoundError",
        r"No such file or directory: (.*)",
        "a file that does not exist",
        "There is no {0}, seen from the current folder, which os.getcwd() tells. Check the spelling and the\n"
        "folder.",
        "open('no such file.txt')",
        "import os.path\nif os.path.exists('no such file.txt'):\n    open('no such file.txt')",
    ),
    # ---- syntax ----
    Lesson(
        "IndentationError",
        r"expected an indented block after (.+?) on line (\d+)",
        "a block is missing",
        "The lines that belong to {0} (line {1}) have to be indented. A block without content is `pass`.",
        "exec('if True:\\nprint(1)')",
        "exec('if True:\\n    print(1)')",
    ),
    Lesson(
        "IndentationError",
        r"unindent does not match any outer indentation level",
        "a line is indented like no block",
        "The line goes back to a depth at which no block began. Lines of one block start at the same column.",
        "exec('if True:\\n        a = 1\\n    b = 2')",
        "exec('if True:\\n        a = 1\\n        b = 2')",
    ),
    Lesson(
        "IndentationError",
        r"unexpected indent",
        "a line is indented without reason",
        "Only the block behind a colon is indented. Take the blanks away.",
        "exec('a = 1\\n  b = 2')",
        "exec('a = 1\\nb = 2')",
    ),
    Lesson(
        "SyntaxError",
        r"expected ':'",
        "a colon is missing",
        "if, else, for, while, def, class, try, except, with and match end their line with a colon.",
        "exec('if True\\n    print(1)')",
        "exec('if True:\\n    print(1)')",
    ),
    Lesson(
        "SyntaxError",
        r"'(.)' was never closed",
        "a bracket is not closed",
        "The {0} has no partner. What follows is read as part of the expression until the file ends.",
        "exec('print((1 + 2)')",
        "exec('print((1 + 2))')",
    ),
    Lesson(
        "SyntaxError",
        r"unterminated .*string literal",
        "a text is not closed",
        "The closing quote is missing or is of the other kind. Texts of several lines need three quotes; a\n"
        "quote inside needs the other kind outside, or a backslash.",
        "exec(\"print('it's')\")",
        "exec('print(\"it\\'s\")')",
    ),
    Lesson(
        "SyntaxError",
        r"invalid syntax\. Maybe you meant '==' or ':=' instead of '='\?|cannot assign to .+ here\. Maybe you meant '=='",
        "an assignment where a comparison is meant",
        "= gives a name a value, == compares. In a condition == is right.",
        "exec('x = 1\\nif x = 1:\\n    pass')",
        "exec('x = 1\\nif x == 1:\\n    pass')",
    ),
    Lesson(
        "SyntaxError",
        r"Missing parentheses in call to '(\w+)'",
        "a call without parentheses",
        "In Python 3 {0} is a function: its arguments stand in parentheses.",
        "exec('print 1')",
        "exec('print(1)')",
    ),
    Lesson(
        "SyntaxError",
        r"'(\w+)' outside (.+)",
        "a statement in the wrong place",
        "{0} has a meaning only inside a {1}. Often the indentation is wrong and the block has ended before.",
        "exec('return 1')",
        "exec('def f():\\n    return 1')",
    ),
    Lesson(
        "SyntaxError",
        r"Perhaps you forgot a comma",
        "two values without a comma between them",
        "Between the elements of a list and between arguments stand commas.",
        "exec('x = [1 2]')",
        "exec('x = [1, 2]')",
    ),
    Lesson(
        "SyntaxError",
        r"^invalid syntax$",
        "the line is no Python",
        "Up to the marked place the line could be read, not further. Look there and just before: a sign is\n"
        "missing or too many, or a keyword is misspelt or used as a name.",
        "exec('for = 3')",
        "exec('four = 3')",
    ),
]
