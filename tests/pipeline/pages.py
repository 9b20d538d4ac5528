"""A few invented pages, enough for two stories, a copy and a thread."""

from __future__ import annotations

from pathlib import Path

PAGES = {
    "a-strike.txt": (
        "Ferry crews strike in Halm harbour\n\nBy Ivo Brandel\nMay 5, 2031\n\n"
        "Ferry crews in Halm harbour stopped work on Monday after talks with the port authority failed, "
        "leaving 4,000 commuters ashore.\n\n"
        "“We want four more hands on every deck,” said Mira Solt, who leads the crews’ union in the harbour.\n\n"
        "The port authority said that it had offered two, and that the strike cost the town 90,000 crowns a day.\n"
    ),
    "b-strike.txt": (
        "Ferry crews strike in Halm harbour enters second day\n\nMay 6, 2031\n\n"
        "A strike of ferry crews in Halm harbour entered its second day on Tuesday, "
        "and the island’s only bakery ran out of flour.\n\n"
        "Mira Solt, the leader of the union, said that talks would begin again on Thursday "
        "if the port authority came with a new offer.\n\n"
        "Governor Pell Aram called on both sides to think of the sick who cannot reach the hospital on the mainland.\n"
    ),
    "c-vote.txt": (
        "Varnby council votes to close brewery\n\nMay 6, 2031\n\n"
        "The council of Varnby voted on Tuesday to close the old brewery, which employs 120 people, at the end of the year.\n\n"
        "Mayor Hedda Prill said that the building was no longer safe and that repairs would cost eleven million crowns.\n\n"
        "Workers at the brewery announced that they would take the decision to court next week.\n"
    ),
    "d-copy.txt": (
        "Varnby council votes to close brewery\n\nMay 7, 2031\n\n"
        "The council of Varnby voted on Tuesday to close the old brewery, which employs 120 people, at the end of the year.\n\n"
        "Mayor Hedda Prill said that the building was no longer safe and that repairs would cost eleven million crowns.\n\n"
        "Workers at the brewery announced that they would take the decision to court next week.\n\n"
        "Reporting by the desk.\n"
    ),
}


def write_pages(folder: Path, *names: str) -> Path:
    """The pages of these names, all without any, as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or PAGES:
        (folder / name).write_text(PAGES[name], "utf-8")
    return folder
