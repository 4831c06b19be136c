"""__name__ is "__main__" in the program; a guard runs the main function and its status ends the program."""
import sys


def main(arguments):
    print("arguments", arguments, __name__)
    return len(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["default", "arguments"]))
