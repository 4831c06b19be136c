"""NameError proposes a similar local, global or built-in name."""

response = 1


def function():
    counter = 1
    try:
        return conter
    except NameError as error:
        import traceback
        print(traceback.format_exception_only(error)[-1], end="")


function()
for wrong in ("respose", "pirnt", "lenn", "flase", "xyzzyq", "Exceptoin"):
    try:
        eval(wrong)
    except NameError as error:
        import traceback
        print(traceback.format_exception_only(error)[-1], end="")


class A:
    colour = 1

    def show(self):
        return colour


A().show()
