# shell: timeout --preserve-status -s INT -k 5 1 "$@"; echo $?
"""A KeyboardInterrupt can be caught, and the program goes on."""
try:
    while True:
        pass
except KeyboardInterrupt:
    print("caught")
finally:
    print("survived")
