"""What a model is told. Sentences are data between two marks, one JSON object a line, so that no text can end them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

REWRITE = (files(__package__) / "prompts" / "rewrite.md").read_text("utf-8")
REPAIR = (files(__package__) / "prompts" / "repair.md").read_text("utf-8")

PROMPT_SHA256 = sha256(f"{REWRITE}\0{REPAIR}".encode()).hexdigest()
"""Digest of all that is told beside the sentences: another wording makes other answers."""


def rewriting(sentences: Sequence[str]) -> list[dict[str, str]]:
    """The conversation that asks for a section; the sentences are numbered p1, p2 and so on."""
    lines = "\n".join(
        json.dumps({"span": f"p{number}", "text": text}, ensure_ascii=False) for number, text in enumerate(sentences, start=1)
    )
    mark = sha256(lines.encode("utf-8", "replace")).hexdigest()[:16]
    return [
        {"role": "system", "content": REWRITE},
        {"role": "user", "content": f"=== sentences {mark} ===\n{lines}\n=== end {mark} ==="},
    ]


def repairing(asked: Sequence[dict[str, str]], answer: str, objections: Sequence[str]) -> list[dict[str, str]]:
    """The conversation that goes on once, with what cannot be printed and why."""
    told = REPAIR.replace("{objections}", "\n".join(f"- {one}" for one in objections))
    return [*asked, {"role": "assistant", "content": answer}, {"role": "user", "content": told}]
