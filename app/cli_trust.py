"""Commands about trust: people, copies of the data, the journal."""

from app.cli_answer import Command

COMMANDS: tuple[Command, ...] = ()
