"""What the proof types and says: commands of the installed program, and a store that an earlier program wrote."""

import json
import subprocess
import sys
from pathlib import Path

import make

ROOT = Path(__file__).parents[3]
PASSWORD = "Counter-2026"
NOUNS = ("merchants", "members", "organizations", "cases", "gifts")


def say(*words):
    """Print a line of the proof."""
    sys.stdout.write("\n    " + " ".join(map(str, words)))
    sys.stdout.flush()


def give(debian, *command, data, **environment):
    """Let the installed program carry out a command in a store; what it answered."""
    return _give(debian, [], PASSWORD, command, data, environment)


def answer_of(debian, *command, data, **environment):
    """The same as JSON; in a store that was written before, as its user."""
    former = data.endswith("/store")
    who, password = (["--user", make.USER], make.PASSWORD) if former else ([], PASSWORD)
    return json.loads(_give(debian, who, password, [*command, "--json"], data, environment))


def _give(debian, who, password, command, data, environment):
    done = debian.as_clerk("shangquan", "--data", data, *who, *command, said=f"{password}\n", **environment)
    assert (done.returncode, done.stderr) == (0, ""), (command, done.stderr, done.stdout)
    return done.stdout


def newest_but_one():
    """The number of the schema before the newest."""
    return sorted(make.SOURCES)[-2]


def written_before(folder):
    """A sample store that the program of the schema before wrote, and what that program lists of it."""
    number = newest_but_one()
    program, store = folder / "program", folder / "store"
    make.check_out(make.SOURCES[number], number, program)
    subprocess.run([sys.executable, "main.py", "demo", store], cwd=program, check=True, stdout=subprocess.DEVNULL)
    return store, {noun: _listed(program, store, noun) for noun in NOUNS}


def _listed(program, store, noun):
    line = [
        sys.executable,
        "main.py",
        "--data",
        store,
        "--user",
        make.USER,
        "list",
        noun,
        "--limit",
        "100000",
        "--json",
    ]
    said = subprocess.run(line, cwd=program, input=f"{make.PASSWORD}\n", capture_output=True, text=True, check=True)
    return json.loads(said.stdout)
