"""商圈党群服务台: `python main.py` opens the window, `python main.py COMMAND …` works without one."""

import sys


def main(arguments: list[str]) -> int:
    """Run a command or open the window, which needs to know no command; returns the exit code."""
    _leave_no_core()
    data, demo = None, False
    if arguments:
        from app import cli

        options = cli.parse(arguments)
        if options.command:
            return cli.run(options)
        data, demo = options.data, options.demo
    from app import start

    return start.run(data, demo=demo)


def _leave_no_core() -> None:
    """A crash must not leave what was in memory, the key among it, in a file."""
    try:
        import resource
    except ImportError:  # Windows writes none unless asked to
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
