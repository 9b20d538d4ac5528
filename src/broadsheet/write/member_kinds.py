"""Whether a member of a story is a person or a body, by what is said of it."""

from __future__ import annotations

import re

from broadsheet.language.roles import is_office
from broadsheet.language.words import listed, words
from broadsheet.records.annotation import MentionKind
from broadsheet.write.cast import Member

_BODIES = listed(
    "company agency group union firm bank party organisation organization association charity newspaper paper website club team "
    "committee commission council court ministry department university institute network maker operator airline retailer board "
    "site newsletter magazine station channel alliance coalition foundation federation confederation society league church "
    "congregation school college academy hospital clinic museum gallery theatre theater orchestra choir band centre center "
    "laboratory lab bureau office force army navy militia movement brand chain studio label subsidiary arm "
    "branch wing division unit cooperative syndicate gang cartel startup start-up manufacturer supplier carrier "
    "lender insurer brokerage exchange fund trust nonprofit non-profit tank parliament assembly senate congress legislature "
    "chamber tribunal regulator watchdog authority corporation conglomerate business giant utility service "
    "collective consortium"
)
_PLACES = listed(
    "city town village suburb county district province region state country nation island islands capital port borough "
    "neighbourhood neighborhood area river lake sea bay strait mountain valley plain desert forest park territory republic kingdom "
    "municipality hamlet resort peninsula enclave exclave airport station street square bridge road canal dam base camp prison "
    "stronghold crossing settlement quarter archipelago coast hill volcano glacier reservoir field farm estate palace castle"
)


_PEOPLE = listed(
    "man woman boy girl person one native citizen parent mum mom dad guest star hand graduate alumnus alumna intern cadet recruit "
    "medic cop undergraduate sophomore freshman figure ally surrogate operative associate democrat republican conservative liberal "
    "socialist green moderate independent centrist twin orphan scout ace pro assistant attendant descendant sergeant great-grandson"
)
_OF_A_BODY = re.compile(r"(?:[Aa]n? |the )?(?:[A-Z][\w.]* )+(?:of|for|on) (?:[A-Z][\w.]* |and )+(?:[a-z-]+ )*([a-z-]+)$")
"""A body's name with a preposition in it, and an office there."""

_ENDINGS = ("er", "or", "ist", "ian", "ee", "eer", "ess")


def kind_of(member: Member, sentence: str) -> MentionKind:
    """What a member is, once it is said who or what: an office is held by a person, and a company is none.

    `sentence` is that of `role_sentence`: "Maja Torv leads the union."
    """
    verb, _, said = sentence.removeprefix("The ").removeprefix(member.name).strip(" .").partition(" ")
    head = head_of(re.sub(r"^(?:a|an|the) ", "", said))
    if verb not in ("is", "was"):
        return "person" if member.kind == "organisation" else member.kind
    if head in _BODIES or (_named_last(said) in _BODIES and not _OF_A_BODY.match(said.strip())):
        return "organisation"
    return "person" if is_office(head) and member.kind == "organisation" else member.kind


def _named_last(said: str) -> str:
    """The last word before a preposition: "firm" of "an accounting and consulting firm in the square"."""
    return (words(re.split(r",| (?:at|for|from|in|of|on|that|to|which|who|with) ", said, maxsplit=1)[0]) or [""])[-1]


def is_what_it_is_called(kind: MentionKind, role: str) -> bool:
    """Whether a description of a body or a place calls it one; what calls it a plan has lost its way.

    >>> is_what_it_is_called("organisation", "the trade union of bakers"), is_what_it_is_called("place", "a town in the hills")
    (True, True)
    >>> [is_what_it_is_called("organisation", role) for role in ("an initiative that has slim hopes", "Bank of Velm Governor")]
    [False, False]
    """
    if kind in ("organisation", "place") and is_office(role.rpartition(" ")[2].lower()):
        return False  # "a College of Velm history professor"
    return kind not in ("organisation", "place") or bool({head_of(role), _named_last(role)} & (_BODIES | _PLACES))


def is_of_somebody(role: str) -> bool:
    """Whether a description can be a person's, or a body's; a name may stand before what was said of something else.

    >>> [is_of_somebody(role) for role in ("a clerk in Velm", "a Green Republican", "a baking firm", "a tough line on dams")]
    [True, True, True, False]
    """
    before = words(re.split(r" (?:of|for|at|in|to|on|with|from|that|which|who|whose) |,", role)[0])
    return any(is_office(word) or word in _PEOPLE | _BODIES or (len(word) > 4 and word.endswith(_ENDINGS)) for word in before)


_OF_TWO_FIELDS = re.compile(r"(?:[\w’'-]+ )*?([\w’'-]+) and ((?:[\w’'-]+ ){1,2})([\w’'-]+)")
"""An office of two fields: "energy and mines minister", where "owner and former mayor" are two offices."""


def head_of(role: str) -> str:
    """The noun that names the office: the last word before the first preposition, or behind a body's name that has one.

    >>> head_of("the mayor of Velm"), head_of("Velm Department of Mills press officer"), head_of("grain and mills minister")
    ('mayor', 'officer', 'minister')
    """
    body = _OF_A_BODY.match(role)
    if body and is_office(body[1]):
        return body[1]
    fields = _OF_TWO_FIELDS.fullmatch(role)
    if fields and is_office(fields[3].lower()) and not is_office(fields[1].lower()):
        return fields[3].lower()
    before = re.split(r" (?:of|for|at|in|to|on|and|with|from|that|which|who|whose) |,", role)[0]
    found = words(before)
    if len(found) > 1 and found[-1].endswith("ed") and is_office(found[-2]):
        return found[-2]  # "a clerk based in Velm"
    return found[-1] if found else ""
