"""`python -m actes` is the command line."""

from actes.cli import main

if __name__ == "__main__":
    main()
