"""The option --review: what a person has answered on near namesakes."""
from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.derive.review import Answer, parse_answers
from kg.errors import ExchangeError


def review_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option --review; the command gets the answers as ``answers``."""
    @functools.wraps(command)
    def with_answers(*, review: Path | None, **others: Any) -> None:
        command(answers=_answers(review) if review else [], **others)
    return click.option("--review", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                        help="A list of kg duplicates with a person's answers: same, different.")(with_answers)


def _answers(path: Path) -> list[Answer]:
    try:
        return parse_answers(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ExchangeError(f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8") from error
