"""`broadsheet verify`: prove that the paper says what its sources say."""

from __future__ import annotations

from pathlib import Path

import typer

from broadsheet.cli.options import JsonOption, SiteOption, StoreOption, configuration


def verify(context: typer.Context, store: StoreOption = None, site: SiteOption = None, as_json: JsonOption = False) -> None:
    """Cut every article again out of its page, read every span again, put every statement to the gate.

    With --site alone the files of the site are proven, and the database in it if it is there.
    """
    from broadsheet.cli import proof, work
    from broadsheet.cli.terminal import counted, say, say_json, tell

    proofs = [proof.prove_site(Path(site))] if site else []
    settings = configuration(context).settings
    if store or not site or work.may_be_opened(work.store_url(settings, None, site)):
        with work.opened(settings, store, site) as held:
            proofs.insert(0, proof.prove_store(held))
    faults = [fault for each in proofs for fault in each.mismatches]
    first = proofs[0]
    if as_json:
        counts = {"articles": first.articles, "spans": first.spans, "statements": first.statements, "mismatches": faults}
        say_json(counts | ({"expired": first.expired} if first.expired else {}))
    else:
        for fault in faults:
            tell(fault)
        if first.expired:
            say(f"{counted(first.expired, 'page')} expired: their articles were read again and could not be cut again")
        summed = proof.Proof(articles=first.articles, spans=first.spans, statements=first.statements, mismatches=faults)
        say(summed.summary())
    if faults:
        raise typer.Exit(1)
