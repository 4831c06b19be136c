"""Source lines with tabs, trailing comments, wide characters and great length in an uncaught traceback."""
import traceback


def show(action):
    try:
        action()
    except Exception as error:
        print("".join(traceback.format_tb(error.__traceback__)[1:]), end="")


def tabs():
	x	=	1
	return	x	/	0	# a comment


def wide():
    漢字 = {"é": 1}
    return 漢字["漢"] + 漢字["é"]   # 漢


def emoji():
    return "😀😀".missing, 1


def long():
    return len("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") + None


def semicolons():
    a = 1; b = 0; c = a / b; d = 2
    return d


def one_line(): return 1 / 0


def string_with_quotes():
    return "it's \"quoted\" (1 + 2)" + 5


def nested_parens():
    return ((((1))) + ((None)))


def comment_inside():
    return (1 +  # one
            None)  # two


for f in (tabs, wide, emoji, long, semicolons, one_line, string_with_quotes, nested_parens, comment_inside):
    show(f)
