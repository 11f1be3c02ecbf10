"""What the first second costs: `mujaz --help`, the import of `Briefer`, and a first brief, each in a fresh process.

    python benchmarks/startup.py [--article ARTICLE] [--against CHECKOUT] [--runs N]

Printed is the least processor time of the runs, all threads and child processes included: other work on the machine
adds to it, nothing takes away. With another checkout of the project, both are measured in turn, and the ratio is
printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "import sys; from mujaz.cli.main import main; sys.exit(main())"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--article", type=Path, default=ROOT / "examples" / "economy.html")
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    checkouts = [ROOT, *([arguments.against.resolve()] if arguments.against else [])]
    programs = {
        "mujaz --help": ["-c", COMMAND, "--help"],
        "from mujaz import Briefer": ["-c", "from mujaz import Briefer"],
        f"mujaz brief {arguments.article.name}": ["-c", COMMAND, "brief", str(arguments.article), "--format", "json"],
    }
    with tempfile.TemporaryDirectory() as cache:
        for name, program in programs.items():
            runs = [[measure(program, checkout, Path(cache)) for checkout in checkouts] for _ in range(arguments.runs)]
            seconds = [min(column) for column in zip(*runs, strict=True)]
            other = f"; the other {seconds[1]:.2f} s, ratio {seconds[0] / seconds[1]:.2f}" if len(seconds) > 1 else ""
            print(f"{name}: {seconds[0]:.2f} s{other}")


def measure(program: list[str], checkout: Path, cache: Path) -> float:
    """Return the seconds of processor time that a program takes with a checkout's code, compiled before."""
    # Compiled code goes where a read-only checkout cannot refuse it, and is there from the second run on.
    folders = {"PYTHONPATH": str(checkout / "src"), "PYTHONPYCACHEPREFIX": str(cache)}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | folders
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *program], check=True, stdout=subprocess.DEVNULL, env=environment, cwd=checkout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
