"""Commands about trust: people, copies of the data, the journal."""

from app import cli_copies, cli_journal, cli_people, cli_personal
from app.cli_answer import Command

COMMANDS: tuple[Command, ...] = (
    ("user", cli_people.user, cli_people.describe),
    ("backup", cli_copies.backup, cli_copies.describe_backup),
    ("restore", cli_copies.restore, cli_copies.describe_file),
    ("salvage", cli_copies.salvage, cli_copies.describe_file),
    ("journal", cli_journal.journal, cli_journal.describe),
    ("personal", cli_personal.personal_data, cli_personal.describe),
)
