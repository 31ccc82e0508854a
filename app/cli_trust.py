"""Commands about trust: people, copies of the data, the journal."""

from app import cli_people
from app.cli_answer import Command

COMMANDS: tuple[Command, ...] = (("user", cli_people.user, cli_people.describe),)
