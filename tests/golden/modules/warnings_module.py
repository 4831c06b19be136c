"""warnings: warn, filters, catch_warnings, categories, once per place."""
import warnings


def old():
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", RuntimeWarning)
    old()
    warnings.warn(UserWarning("instance"))
for w in caught:
    print(w.category.__name__, w.message, w.lineno, w.filename.rsplit("/", 1)[-1])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised")
    except UserWarning as e:
        print("raised as", repr(e))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("never shown")
with warnings.catch_warnings():
    warnings.filterwarnings("error", message="spe.*", category=UserWarning)
    warnings.filterwarnings("ignore", message="quiet")
    warnings.warn("quiet please")
    try:
        warnings.warn("special")
    except UserWarning as e:
        print("matched", e)
for i in range(3):
    warnings.warn("shown once per place")
old()
for bad in (lambda: warnings.warn("x", 5), lambda: warnings.warn("x", int), lambda: warnings.simplefilter("nope"), lambda: warnings.warn()):
    try:
        bad()
    except (TypeError, ValueError, AssertionError) as e:
        print(type(e).__name__, e)
print(warnings.formatwarning("text", UserWarning, "file.py", 3, "the line"), end="")
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print("own showwarning", message, category.__name__, lineno)
warnings.warn("through the hook")
warnings.warn_explicit("explicit", UserWarning, "made_up.py", 7)
print(issubclass(DeprecationWarning, Warning), issubclass(UserWarning, Exception))


@warnings.deprecated("use other")
def replaced():
    return 5


print(replaced(), replaced.__deprecated__)
