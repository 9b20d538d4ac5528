"""What stories of a kind make readers ask: the words for the event, what can be left open of it, and what touches on the answer.

The patterns of answers are wide on purpose: a word too many keeps a question silent, a word too few makes a false "no report says".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MANY = (
    r"(?:\d[\d,.]*|hundreds?|thousands?|millions?|dozens?|scores|tens|half|all|every|most|two|three|four|five|six|seven|eight|"
    r"nine|ten)"
)


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something that a kind of story makes readers ask.

    Attributes:
        raised_by: patterns of words for the event, in a title or the central sentences; the first that is found is `{event}`.
        left_open: what the reports do not say, after "No report says".
        touched: any of these words anywhere, in a report that could mean the answer, means it is not open.
        questions: put to the answer layer.
        needs: what must stand in one of the same titles and sentences beside the event, None for nothing.
    """

    raised_by: tuple[str, ...]
    left_open: str
    touched: re.Pattern[str]
    questions: tuple[str, ...]
    needs: re.Pattern[str] | None = None


_SUDDEN = (
    "earthquake", "quake", "explosion", "blast", "crash", "derailment", "avalanche", "mudslide", "tsunami", "collapse", "bombing",
    "shooting", "stabbing", "airstrike", "air strike", "shelling", "ambush", "shipwreck",
)  # fmt: skip
_ACCIDENTS = (
    "explosion", "blast", "crash", "derailment", "collapse", "blaze", "wildfire", "fire", "outage", "blackout", "spill",
)  # fmt: skip
_ATTACKS = (
    "bombing", "shooting", "stabbing", "assassination", "kidnapping", "abduction", "hijacking", "ambush", "cyberattack", "arson",
)  # fmt: skip
_DEALS = ("takeover", "acquisition", "merger", "buyout")
_WORKS = ("bridge", "tunnel", "railway", "motorway", "airport", "stadium", "pipeline", "power plant")
_MONEY = r"price|pay|paid|cost|worth|valu|\$|€|£|million|billion"
_BUILDING = re.compile(r"\b(?:to (?:re)?build|builds?|to construct|construction of|approv\w*|propos\w*)\b", re.IGNORECASE)
"""Works raise the question of their cost only while they are to be built."""

_JUDGED = ("verdict", "sentenced", "convicted", "found guilty")
_COURT = re.compile(r"\b(?:sentenced|convicted|found guilty|jury)\b", re.IGNORECASE)
_LEFT = ("resigns", "resigned", "step(?:s|ped)? down", "quits")
_OFFICE = re.compile(
    r"\b(?:ministers?|presidents?|chief|chair\w*|directors?|heads?|secretary|mayors?|governors?|bishop|coach|leader|ceo|commissioner)\b",
    re.IGNORECASE,
)
_WORKERS = re.compile(
    r"\b(?:workers|unions?|teachers|nurses|drivers|pilots|staff|crews?|doctors|employees|walkout)\b", re.IGNORECASE
)
_BALLOT = re.compile(r"\b(?:election|runoff|referendum|presidency|seat|vote)\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:per ?cent|percentage points?|majority|half|third)\b|%", re.IGNORECASE)
_RESEARCH = re.compile(r"\b(?:researchers?|scientists?|journal|published|universit\w+|found|finds)\b", re.IGNORECASE)
_CHARGED = re.compile(r"\b(?:charged|indicted|charges|indictment|arraigned)\b", re.IGNORECASE)
_CHAMBER = re.compile(
    r"\b(?:house|senate|parliament|congress|council|assembly|lawmakers|legislators|legislature|committee|board|voters|commons|lords|mps)\b",
    re.IGNORECASE,
)
_OPENED = r"(?:opens?|opened|launch(?:es|ed)?|announc(?:es|ed)|order(?:s|ed)) (?:an? )?(?:\w+ ){0,2}(?:probe|inquiry|investigation)"
_BENCH = re.compile(
    r"\b(?:supreme court|constitutional court|appeals court|court of appeals?|justices|panel|judges)\b", re.IGNORECASE
)

_POSSIBLE = re.compile(r"\b(?:if|would|could|may|might|cancel\w*|threat\w*|fake|parody|ahead of)\b", re.IGNORECASE)
"""What only may come, or is given up, makes no reader ask for its price or its turnout."""

SLOTS: tuple[Slot, ...] = (
    Slot(
        raised_by=_SUDDEN,
        left_open="how many people were killed or hurt in the {event}",
        touched=_any(
            r"dead|deaths?|die[ds]?|dying|kill|fatal|casualt|victim|injur|hurt|wound|hospital|unharmed|unhurt|surviv|bod(?:y|ies)\b|"
            r"missing|toll|lives?\b|perish|drown|buried|mourn|funeral|grave|burn|rescue|trapped|treated|unaccounted"
        ),
        questions=("How many people were killed in the {event}?", "How many people were injured in the {event}?"),
    ),
    Slot(
        raised_by=_ACCIDENTS,
        left_open="what caused the {event}",
        touched=_any(
            r"caus|because|due to|reason|blam|investigat|probe|inquir|why|fault|fail|origin|suspect|arson|trigger|spark|ignit|"
            r"lightning|error|accident|negligen|respons|result|led to|lead to|"
            r"sabotage|attack|unclear|unknown|defect|worn|crack|set (?:on fire|fire|ablaze|alight)|torch|riot|loot"
        ),
        questions=("What caused the {event}?", "Why did the {event} happen?"),
    ),
    Slot(
        raised_by=_ATTACKS,
        left_open="who was behind the {event}",
        touched=_any(
            r"responsib|suspect|arrest|detain|custody|blam|accus|gunm[ae]n|attackers?|assailant|perpetrat|militant|rebel|terror|charg|"
            r"gang|group|claimed|motive|identif|police said|behind|man\b|woman\b|teen|soldier|shooter|unknown|named|group"
        ),
        questions=("Who was behind the {event}?", "Who carried out the {event}?"),
    ),
    Slot(
        raised_by=_DEALS,
        left_open="what is paid for the {event}",
        touched=_any(_MONEY + r"|terms|undisclosed|sum|cash|shares?\b|stake"),
        questions=("How much is paid for the {event}?", "What is the price of the {event}?"),
    ),
    Slot(
        raised_by=_DEALS,
        left_open="when the {event} is to be completed",
        touched=_any(
            r"clos(?:e|ed|es|ing)\b|complet|finali|quarter|by (?:the|mid|end|early|late)|next (?:year|month)|approv|regulat|20\d\d"
        ),
        questions=("When will the {event} be completed?",),
    ),
    Slot(
        raised_by=_WORKS,
        left_open="what the {event} costs",
        touched=_any(_MONEY + r"|budget|fund|financ|money|invest|expens|spend|cheap|loan|credit"),
        questions=("How much does the {event} cost?", "Who pays for the {event}?"),
        needs=_BUILDING,
    ),
    Slot(
        raised_by=_WORKS,
        left_open="when the {event} is to be finished",
        touched=_any(
            r"finish|complet|open|ready|20\d\d|years?\b|months?\b|until|deadline|schedul|by (?:the|mid|end|early|late|next)"
        ),
        questions=("When will the {event} be finished?",),
        needs=_BUILDING,
    ),
    Slot(
        raised_by=("poll", "survey"),
        left_open="how many people were asked for the {event}",
        touched=_any(
            r"margin|sampl|respond|interview|questioned|surveyed|polled|asked|answers|"
            rf"{_MANY} (?:[\w-]+ ){{0,3}}(?:adults|voters|people|persons|readers|households|residents|citizens|members|students)"
        ),
        questions=("How many people were asked in the {event}?",),
        needs=_SHARE,
    ),
    Slot(
        raised_by=("study",),
        left_open="who paid for the {event}",
        touched=_any(r"fund|paid|pay|financ|grants?\b|support|sponsor|money|foundation|back(?:ed|ing)|commission|charit|donat"),
        questions=("Who paid for the {event}?", "Who funded the {event}?"),
        needs=_RESEARCH,
    ),
    Slot(
        raised_by=_JUDGED,
        left_open="whether the judgment is to be appealed against",
        touched=_any(
            r"appeal|appellate|overturn|revers|challeng|higher court|review|supreme|constitutional|(?:top|highest) court|final|"
            r"waive|retrial|new trial|contest|uph[eo]ld|stay(?:ed)?\b"
        ),
        questions=("Who will appeal against the verdict?", "When will the appeal be heard?"),
        needs=_COURT,
    ),
    Slot(
        raised_by=("charged", "indicted"),
        left_open="what punishment those who are {event} could face",
        touched=_any(r"years?\b|prison|jail|sentenc|penalt|punish|fac(?:e|es|ed|ing)\b|maximum|life\b|death|fine[sd]?\b|convict|guilty|acquit"),
        questions=("How many years in prison do they face?", "What is the maximum sentence?"),
        needs=_CHARGED,
    ),
    Slot(
        raised_by=_LEFT,
        left_open="who is to take over",
        touched=_any(
            r"succe(?:ss|ed)|replac|interim|acting|nomin|appoint|(?:take|takes|taken|taking|took) over|caretaker|deput|name[sd]?\b|"
            r"naming|new\b|fill|search|vacan|stepp?(?:ed|s|ing)? in|heir|candidat|elect|temporar|follow(?:s|ed)? him|vice|"
            r"steps? up|pick"
        ),
        questions=("Who will take over?", "Who will be the successor?"),
        needs=_OFFICE,
    ),
    Slot(
        raised_by=("layoffs", "job cuts", "plant closure", "closure"),
        left_open="how many jobs are lost",
        touched=_any(
            rf"{_MANY} (?:[\w-]+ ){{0,4}}(?:jobs?|workers?|employees|staff|people|positions|posts|teachers|miners)|"
            r"per ?cent of|workforce|(?:jobs?|workers?|employees|staff|people)\b[^.]{0,30}\d"
        ),
        questions=("How many jobs are lost?", "How many workers are laid off?"),
        needs=_any(r"(?:jobs?|workers?|plants?|factor\w+|employees|staff|mines?|layoffs)\b"),
    ),
    Slot(
        raised_by=("protests?", "demonstrations?", "rally", "march"),
        left_open="how many people took part in the {event}",
        touched=_any(
            r"hundred|thousand|dozen|scores|tens of|million|crowd|handful|turnout|attend|numbers|packed|filled|mass|few|several|"
            rf"{_MANY} (?:[\w-]+ ){{0,3}}(?:people|protest\w+|demonstrators|marchers|supporters|activists|students|women|men)"
        ),
        questions=("How many people took part in the {event}?", "How many protesters were there?"),
        needs=_any(r"(?:protesters|demonstrators|marchers|marched|streets?|square|gathered|rallied|protested)\b"),
    ),
    Slot(
        raised_by=("strike", "walkout"),
        left_open="how long the {event} is to last",
        touched=_any(r"until|days?\b|hours?\b|weeks?\b|months?\b|indefinite|open-ended|end(?:s|ed|ing)?\b|last(?:s|ed|ing)?\b|over\b|return"),
        questions=("How long will the {event} last?", "When will the {event} end?"),
        needs=_WORKERS,
    ),
    Slot(
        raised_by=("wins", "elects"),
        left_open="how many voters took part",
        touched=_any(
            r"turn(?:ed)?[ -]?out|cast|ballots|participat|abst[ae]|stayed away|took part|\d[\d,.]* (?:million )?vot|queue|"
            r"lines|flock"
        ),
        questions=("What was the turnout?", "How many people voted?"),
        needs=_BALLOT,
    ),
    Slot(
        raised_by=("data breach", "breach", "cyberattack", "hack"),
        left_open="how many people are affected by the {event}",
        touched=_any(r"million|thousand|hundred|affect|number of|accounts|records|users|customers|\d[\d,]+ "),
        questions=("How many people are affected by the {event}?",),
        needs=_any(r"(?:data|accounts?|customers|users|patients|passwords)\b"),
    ),
    Slot(
        raised_by=("power outage", "power cut", "blackout", "outage"),
        left_open="when power is to be back",
        touched=_any(r"restor|back\b|resum|return|hours?\b|by (?:evening|noon|morning|night|midnight)|until|repair|again|days?\b"),
        questions=("When will power be restored?",),
    ),
    Slot(
        raised_by=("dies", "died", "death"),
        left_open="what the cause of death was",
        touched=_any(
            r"caus|cancer|heart|ill(?:ness)?\b|diseas|stroke|complicat|accident|crash|natural|infect|virus|pneumonia|surgery|treat|"
            r"diagnos|suffer|fail|kill|shot|suicid|overdos|murder|injur|attack|drown|fell\b|fire|peacefully|health|autopsy|explo|collaps"
        ),
        questions=("What was the cause of death?", "What did he die of?"),
        needs=re.compile(r"\b(?:at (?:the )?age|at \d\d|aged|obituary|was \d\d)\b", re.IGNORECASE),
    ),
    Slot(
        raised_by=("sanctions", "tariffs?", "ban", "embargo"),
        left_open="from when the {event} is to apply",
        touched=_any(
            r"effect|immediate|begin|began|start|in(?:to)? force|date|deadline|monday|tuesday|wednesday|thursday|friday|saturday|"
            r"sunday|"
            r"january|february|march|april|may\b|june|july|august|september|october|november|december|20\d\d|next|weeks?\b|months?\b|"
            r"years?\b|days?\b|until|expire|soon|alread|now\b|today"
        ),
        questions=("When does the {event} take effect?", "When does the {event} begin?"),
        needs=_any(r"(?:impos|announc|approv|order|introduc|slap)\w*"),
    ),
    Slot(
        raised_by=("passes", "passed", "approves", "approved", "rejects", "rejected", "adopts", "adopted"),
        left_open="how the votes were divided",
        touched=_any(
            r"\d+\s?[-–]\s?(?:to-)?\d+|\d+ to \d+|\d+ (?:votes?|in favou?r|against|yes|no)|unanim|voice vote|party[- ]lines?|"
            r"majority|narrow|overwhelm|margin|votes? of|every|nearly all|most|crossed|joined|bipartisan|abst[ae]"
        ),
        questions=("How many voted for it?", "What was the vote?"),
        needs=_CHAMBER,
    ),
    Slot(
        raised_by=("rules", "ruled", "strikes down", "struck down", "upholds", "upheld"),
        left_open="how the judges were divided",
        touched=_any(
            r"\d\s?[-–]\s?(?:to-)?\d|\d to \d|unanim|dissent|majority|minority|split|divided|all (?:nine|seven|five|three|eleven)|"
            r"(?:nine|eight|seven|six|five|four|three|two)[- ]to[- ]|against|conservatives?|liberals?|wing|sided|joined"
        ),
        questions=("How did the judges vote?", "What was the vote of the court?"),
        needs=_BENCH,
    ),
    Slot(
        raised_by=(_OPENED,),
        left_open="when the investigation is to end",
        touched=_any(
            r"conclu|finish|complet|wrap|weeks?\b|months?\b|deadline|soon|ends?\b|ended|ending|clos|final|expect|last(?:s|ed|ing)?\b|"
            r"result|next|years?\b|report(?:s|ed)? (?:back|its|her|his)|timetable|timeline|quick|drop|by (?:the|mid|early|late)"
        ),
        questions=("When will the investigation end?", "How long will the investigation take?"),
    ),
    Slot(
        raised_by=("layoffs", "cuts?", "shutdown", "furlough", "closure", "eviction"),
        left_open="how many people are affected",
        touched=_any(
            r"million|thousand|hundred|dozen|affect|all\b|every|most|number of|\d[\d,]{2,}|"
            rf"{_MANY} (?:[\w-]+ ){{0,3}}(?:people|workers?|employees|families|households|patients|pupils|students|jobs|staff)"
        ),
        questions=("How many people are affected?", "How many workers are affected?"),
        needs=_any(r"(?:workers?|employees|staff|families|patients|pupils|students|pensioners|residents|tenants|recipients|benefits)\b"),
    ),
)  # fmt: skip


def raised(slot: Slot, titles: list[str], central: list[str]) -> str | None:
    """The word for the event, if a title has it, where there is one, and titles and central sentences have it twice."""
    heads = [*titles, *central]
    for event in slot.raised_by:
        pattern = re.compile(rf"(?<!-)\b{event}\b", re.IGNORECASE)
        holding = [head for head in heads if pattern.search(head) and not _POSSIBLE.search(head)]
        fits = slot.needs is None or any(slot.needs.search(head) for head in holding)
        headlined = not titles or bool(set(holding) & set(titles))
        if len(holding) >= min(2, len(heads)) and fits and headlined:
            found = pattern.search(holding[0])
            return found[0].lower() if found else None
    return None
