"""How long `mujaz --help` takes, and the first brief.

    python benchmarks/startup.py [ARTICLE]

Each command runs in a fresh process, several times; the file system's cache is warm after the first. Printed are the
median and the slowest.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
ARTICLE = Path(__file__).resolve().parent.parent / "examples" / "politics.txt"


def main(article: str) -> None:
    """Print the table."""
    for arguments in (["--help"], ["brief", "--help"], ["brief", article, "--format", "json"]):
        taken = sorted(_seconds(arguments) for _ in range(RUNS))
        print(f"mujaz {' '.join(arguments)}: median {statistics.median(taken):.2f} s, slowest {taken[-1]:.2f} s")


def _seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mujaz.cli.main", *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(ARTICLE))
