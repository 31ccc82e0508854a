"""商圈党群服务台: `python main.py` opens the window, `python main.py COMMAND …` works without one."""

import sys


def main(arguments: list[str]) -> int:
    """Run a command or open the window, which needs to know no command; returns the exit code."""
    _leave_no_core()
    _be_seen_by_the_installer()
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
    """A crash must not leave what was in memory, the key among it, in a file; Windows writes none unless asked to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _be_seen_by_the_installer() -> None:
    """Hold the name by which setup on Windows sees that the program runs; it is let go of with the process."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CreateMutexW(None, False, "shangquan")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
