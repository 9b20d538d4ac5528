"""Every address of the API asked as its description allows and forbids: `python benchmarks/api.py STORE [--examples 200]`.

schemathesis (of the tests' packages) makes the requests out of `/openapi.json`: the examples, values at and beyond every bound,
methods that are none, then random ones. What it finds wrong is printed; the status is 1 if it is anything. No socket is opened.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from broadsheet.cli.serve import app_over
from broadsheet.config import Settings

REFUSED = [400, 403, 404, 405, 410, 411, 413, 414, 415, 421, 431]
"""Statuses that refuse what the description forbids."""
UNCHECKED = {
    "search": "without words and without a filter it is refused, which no schema of single fields says",
    **dict.fromkeys(
        ("stories", "threads", "topics", "articles", "sources", "revisions"), "a cursor that this list never gave is refused"
    ),
}
"""Operations of which allowed requests may be refused (400), and why; of all others none may but for what is not there."""


@dataclass
class Account:
    """What a run asked, by status, and what was wrong."""

    asked: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)


def run(app: Any, *, examples: int, seed: int = 1, phases: tuple[str, ...] = ("examples", "coverage", "fuzzing")) -> Account:
    """Ask every operation; `examples` random requests each."""
    from schemathesis import openapi
    from schemathesis.config import SchemathesisConfig
    from schemathesis.engine import from_schema
    from starlette.testclient import TestClient

    named = {phase: {"enabled": phase in phases} for phase in ("examples", "coverage", "fuzzing", "stateful")}
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "headers": {"Host": "localhost"},
            "generation": {"max-examples": examples, "deterministic": True, "no-shrink": True},
            "phases": named,
            "checks": {
                "negative_data_rejection": {"expected-statuses": REFUSED},
                "positive_data_acceptance": {"expected-statuses": [200, 304, 308, 404, 410]},
            },
            "operations": [
                {"include-operation-id": list(UNCHECKED), "checks": {"positive_data_acceptance": {"enabled": False}}},
            ],
        }
    )
    at_home = from_here(app)
    with TestClient(at_home, base_url="http://localhost") as client:
        document = exemplified(client.get("/openapi.json").json(), dict(ids(client)))
    schema = openapi.from_dict(document, config=config)
    schema.app, schema.location, schema.base_url = at_home, "/openapi.json", "http://localhost"
    account = Account()
    for event in from_schema(schema).execute():
        _note(account, event)
    return account


def from_here(app: Any) -> Any:
    """The app as the machine that serves it asks it: others are not let in where there are no accounts."""

    async def asked(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "client": ("127.0.0.1", 4711)} if scope["type"] == "http" else scope, receive, send)

    return asked


def ids(client: Any) -> Iterator[tuple[str, str]]:
    """Path → an id that it has."""
    for kind in ("stories", "threads", "topics", "articles"):
        listed = client.get(f"/api/v1/{kind}?limit=1").json()[kind]
        if listed:
            yield f"/api/v1/{kind}/{{id}}", listed[0]["html"].rpartition("/")[2].removesuffix(".html")


def exemplified(document: dict[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """The document with ids that this app has as its examples."""
    for path, operations in document["paths"].items():
        name = next((known[start] for start in known if path.startswith(start)), None)
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                if parameter.get("name") == "id" and name:
                    parameter["example"] = name
    return document


def _note(account: Account, event: Any) -> None:
    recorder = getattr(event, "recorder", None)
    if recorder is None:
        if type(event).__name__ in ("NonFatalError", "FatalError"):
            account.wrong[f"{type(event).__name__} {getattr(event, 'label', '')}"] = str(getattr(event, "value", event))
        return
    for interaction in recorder.interactions.values():
        response = interaction.response
        account.asked[str(response.status_code) if response else "none"] += 1
    for name, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                failure, case = check.failure_info.failure, recorder.cases[name].value
                account.wrong.setdefault(
                    f"{recorder.label}: {check.name}", f"{failure.title}: {failure.message} | {case.as_curl_command()}"
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began = time.process_time()
    with app_over(Settings(), arguments.store, "127.0.0.1") as served:
        told = run(served, examples=arguments.examples, seed=arguments.seed)
    print(
        f"{told.asked.total()} requests, {dict(sorted(told.asked.items()))}, {time.process_time() - began:.0f} s of processor time"
    )
    for what, how in told.wrong.items():
        print(f"\n{what}\n  {how[:1500]}")
    sys.exit(1 if told.wrong else 0)
