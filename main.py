"""商圈党群服务台: `python main.py` opens the window, `python main.py COMMAND …` works without one."""

import sys

from app import cli


def main(arguments: list[str]) -> int:
    """Run a command or open the window; returns the exit code."""
    options = cli.parse(arguments)
    if options.command:
        return cli.run(options)
    from app import start

    return start.run(options.data, demo=options.demo)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
