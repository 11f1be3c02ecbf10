"""Fork with models loaded; run by `test_forking` in a process of its own: `python -m tests.pipeline.forked WHAT …`.

Exits with 0 if every child did, and wrote what its parent wrote.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from functools import partial

from mujaz import Briefer
from mujaz.summarize import Summarizer
from mujaz.translate import Translator

TEXT = "افتتح رئيس البلدية اليوم سوقا جديدة في الحي الشرقي. وقال التجار إن السوق تتسع لأربعين متجرا ومقهى واحد."
LONG = " ".join([TEXT] * 3)
LONGEST = 240  # seconds in which a child that does not hang is done, on a busy machine too

Use = Callable[[], str]


def load(what: str, *options: str) -> Use:
    """What is loaded in the parent, as a function that uses it."""
    given = dict(option.split("=") for option in options)
    if what == "translator":
        translator = Translator(threads=2, **given)  # type: ignore[arg-type]
        return lambda: "\n".join(english.text for english in translator.translate_many(TEXT.split(".")))
    if what == "summarizer":
        summarizer = Summarizer(threads=2, **given)  # type: ignore[arg-type]
        return lambda: "\n".join(bullet.ar for bullet in summarizer.summarize(LONG))
    briefer = Briefer(threads=2, **given)  # type: ignore[arg-type]
    briefer.load()
    return lambda: briefer.brief(TEXT).to_json()


def code_of_child(work: Callable[[], object]) -> int:
    """Fork, let the child do `work` and end as Python does, destructors and all; return its exit code."""
    child = os.fork()
    if not child:
        signal.alarm(LONGEST)
        work()
        sys.exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def check(use: Use, expected: str) -> None:
    """End this process with 1 unless `use` gives what it gave in the parent."""
    if use() != expected:
        sys.exit(1)


def check_with_grandchild(use: Use, expected: str) -> None:
    """The same here and in a child of this process."""
    check(use, expected)
    code = code_of_child(partial(check, use, expected))
    if code:
        sys.exit(code)


def main() -> int:
    """Fork in every way; return 0 if all went well."""
    use = load(*sys.argv[1:])
    expected = use()
    same = partial(check, use, expected)
    codes = {
        "unused": code_of_child(str),
        "used": code_of_child(same),
        "grandchild": code_of_child(partial(check_with_grandchild, use, expected)),
        "grandchild of an unused child": code_of_child(lambda: sys.exit(code_of_child(same))),
        "multiprocessing": _code_of_process(same),
        "parent": int(use() != expected),
    }
    print(codes)
    return int(any(codes.values()))


def _code_of_process(work: Callable[[], object]) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join(LONGEST)
    process.kill()
    return process.exitcode


if __name__ == "__main__":
    sys.exit(main())
