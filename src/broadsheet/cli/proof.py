"""Proving a paper: every article cut anew, every span read again, every statement put to the gate."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import NotFound

if TYPE_CHECKING:
    from broadsheet.records.article import Article
    from broadsheet.records.page import Page
    from broadsheet.store import Store

Check = Callable[[str, list[str]], bool]


@dataclass(slots=True)
class Proof:
    """What was looked at, and what does not hold.

    Attributes:
        articles: articles cut again or hashed again.
        spans: spans read again.
        statements: statements put to the gate.
        mismatches: one sentence each.
        expired: pages that are no longer kept, so that their articles could not be cut again.
    """

    articles: int = 0
    spans: int = 0
    statements: int = 0
    mismatches: list[str] = field(default_factory=list)
    expired: int = 0

    def summary(self) -> str:
        """The line that `verify` ends with."""
        return f"{self.articles} articles, {self.spans} spans, {self.statements} statements, {len(self.mismatches)} mismatches"


def prove_store(store: Store) -> Proof:
    """Look at everything in a store."""
    from broadsheet.records.codec import to_plain

    proof = Proof()
    proof.mismatches += store.problems()
    texts: dict[str, str] = {}
    for article in store.articles.all():
        texts[article.id] = article.text
    proof.articles = len(texts)
    proof.mismatches += _hashes(store)
    proof.mismatches += _cuts(store)
    proof.expired = len(store.pages.expired())
    for page in store.revisions.newest():
        _prove_story(proof, to_plain(page), texts)
    return proof


def _hashes(store: Store) -> Iterator[str]:
    known = store.articles.hashes()
    for article in store.articles.all():
        if known[article.id] != article.text_sha256:
            yield f"{article.id}: its text is not the one that was kept"


def _cuts(store: Store) -> Iterator[str]:
    for page in store.pages.each(store.pages.ids()):
        cutting = store.cuttings.get(page.id)
        if cutting is None:
            continue
        if not any(text == cutting.text for text in _renderings(page)):
            yield f"{page.name}: the page does not render to the text that was cut"
        for article in cutting.articles:
            yield from _cut(article, cutting.text)


def _renderings(page: Page) -> Iterator[str]:
    """The text of a page that articles are cut out of; of a web page that of the full way, then that of the fast one."""
    from broadsheet.extract.rendering import render
    from broadsheet.extract.skim import skim

    yield page.body if page.kind == "text" else render(page.body)
    if page.kind == "html" and (skimmed := skim(page.body)):
        yield skimmed.text


def _cut(article: Article, text: str) -> Iterator[str]:
    from broadsheet.extract import rebuild

    if rebuild(text, article.ranges) != article.text:
        yield f"{article.id}: cut again out of its page it reads otherwise"


def prove_site(folder: Path) -> Proof:
    """Look at everything in a site: every story's JSON against the articles' texts.

    Raises:
        NotFound: there is no site.
    """
    if not (folder / "stories").is_dir() and not (folder / "index.html").is_file():
        raise NotFound(f"{folder}: no site there", hint="`broadsheet build FOLDER --site DIR` makes one")
    proof = Proof()
    texts = {path.stem: path.read_bytes().decode("utf-8", "surrogatepass") for path in sorted((folder / "articles").glob("*.txt"))}
    named: dict[str, str] = {}
    for path in sorted((folder / "stories").glob("*.json")):
        plain = _story(path, proof)
        if plain is not None:
            named |= {entry["id"]: texts[_file(entry["id"])] for entry in _entries(plain) if _file(entry["id"]) in texts}
            _prove_story(proof, plain, named)
    proof.articles = len(texts)
    return proof


def _story(path: Path, proof: Proof) -> dict[str, Any] | None:
    try:
        plain = json.loads(path.read_bytes())
    except ValueError as problem:
        proof.mismatches.append(f"{path.name}: is not JSON: {problem}")
        return None
    return plain if isinstance(plain, dict) and str(plain.get("schema", "")).startswith("broadsheet/story@") else None


def _entries(plain: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    return [entry for entry in plain.get("articles", {}).values() if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def _file(article: str) -> str:
    from broadsheet.publish.names import file_name

    return file_name(article)


def _prove_story(proof: Proof, plain: Mapping[str, Any], texts: Mapping[str, str]) -> None:
    story = str(plain.get("id"))
    articles = {key: texts.get(str(entry.get("id"))) for key, entry in plain.get("articles", {}).items()}
    for key, entry in plain.get("articles", {}).items():
        text = articles[key]
        if text is None:
            proof.mismatches.append(f"{story}: the text of article {entry.get('id')} is not there")
        elif sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != entry.get("text_sha256"):
            proof.mismatches.append(f"{story}: article {entry['id']} is not the text that the page was written from")
    spans = plain.get("spans", {})
    proof.spans += len(spans)
    proof.mismatches += [
        f"{story}: span {key} does not read so in its article" for key, span in spans.items() if not _stands(span, articles)
    ]
    for key, said in plain.get("statements", {}).items():
        proof.statements += 1
        proof.mismatches += [f"{story}: statement {key}: {fault}" for fault in _faults(said, spans)]
        if said.get("made") == "model" and (stray := _stray(said, plain["statements"])):
            proof.mismatches.append(f"{story}: statement {key}: a model's words do not follow from ours: {stray}")


def _stands(span: Mapping[str, Any], articles: Mapping[str, str | None]) -> bool:
    text = articles.get(str(span.get("article")))
    return text is not None and 0 <= span["start"] < span["end"] and text[span["start"] : span["end"]] == span["exact"]


def _read(span: Mapping[str, Any]) -> str:
    """The words of a span, with the names that an editor corrected as they are read."""
    from broadsheet.records.codec import from_plain
    from broadsheet.records.text import Span

    return from_plain(Span, span).read if span.get("x_respelt") else str(span["exact"])


def _stray(said: Mapping[str, Any], statements: Mapping[str, Any]) -> str:
    """What a model's sentence did to those that it stands for; empty if it follows from them."""
    from broadsheet.write.paraphrase import strays

    ours = [statements[key] for key in said.get("x_instead", ()) if key in statements]
    cited = {span for each in ours for span in each.get("spans", ())}
    if not ours or len(ours) < len(said["x_instead"]) or cited != set(said.get("spans", ())):
        return "what it stands for is not there"
    return strays(str(said["text"]), [str(each["text"]) for each in ours])


def _faults(said: Mapping[str, Any], spans: Mapping[str, Any]) -> Iterator[str]:
    from broadsheet.write.grounding import check

    keys = said.get("spans", ())
    if not keys or any(key not in spans for key in keys):
        yield "it has no span, or one that is not there"
        return
    verdict = check(str(said["text"]), [_read(spans[key]) for key in keys])
    if not verdict.grounded:
        yield "the gate refuses it: " + "; ".join(f"{failure.kind} {failure.detail}" for failure in verdict.failures)
