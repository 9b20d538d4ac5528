"""Patterns of time expressions. Of those that begin at one place the longest wins, then the first listed."""

# ruff: noqa: E501 -- a pattern broken over lines is harder to read than a long one
from __future__ import annotations

import re

from broadsheet.language.festivals import FESTIVAL
from broadsheet.language.time_words import ABOUT, CLOCK, COUNT, COUNT_WORDS, DAY, EVENT, LARGER, MONTH, PART, UNIT, WEEKDAY, YEAR

_EARLY = r"(?i:(?:very )?(?:early|late|earlier|later|mid)[- ])?"
_OF = (
    r"(?i:(?:the )?(?:early|late|mid)(?:[- ]| of | in )(?:the )?|end-"
    r"|(?:the )?(?:beginning|end|start|middle|close|first half|second half|second part|last half) of (?:the )?)"
)
_WHICH = r"(?P<which>(?:the )?(?:last|next|this past|this coming|this|past|coming|current|same|previous|following|that))(?! half)"
_NUMERAL = r"(?P<n1>\d{1,2})/(?P<n2>\d{1,2})/(?P<n3>\d{4}|\d\d)"
_NEAR_MONTH = r"(?:(?<=in )|(?<=In )|(?<=by )|(?<=By )|(?<=since )|(?<=Since )|(?<=until )|(?<=Until )|(?<=from )|(?<=of )|(?<=to )|(?<=and )|(?<=during )|(?<=for )|(?<=through )|(?<=between )|(?<=before )|(?<=after ))"
_SAFE_MONTH = (
    MONTH.replace("March|April|May|", "April|")
    .replace("|MARCH|APRIL|MAY|", "|APRIL|")
    .replace("|Mar|", "|")
    .replace("(?:Jan|", r"(?:Jan(?=\.)|")
)
_COUNTED = COUNT.replace("|some|the", "|some")
_UNITS = r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur|season)"
_SPANNED = rf"(?:[\w-]+ (?:[\w-]+ )?)?{_UNITS}"
_NO_RATE = r"(?<!\d )(?<!llion )(?<!ercent )(?<!cents )(?<!dollars )(?<!times )(?<!once )(?<!twice )"
_NOT_MORE = r"(?![\w$])"
_NO_NUMBER = rf"(?! \d{{1,2}}(?!\d|{LARGER}))(?! \d{{3,}})"
_REST = r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:oh|hundred)[- ]?(?:one|two|three|four|five|six|seven|eight|nine)?)"

_EXACT: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<all>(?P<year>(?:19|20)\d\d)-(?P<n1>[01]\d)-(?P<n2>[0-3]\d))(?!\d)"),
    (
        "clock",
        rf"(?P<all>{CLOCK},? (?:on |last |next )?(?:{WEEKDAY}|(?:{WEEKDAY.replace('weekday', 'w2')},? )?{MONTH} {DAY}(?:,? {YEAR})?|(?P<named>today|yesterday|tomorrow))){_NOT_MORE}",
    ),
    ("clock", rf"(?P<all>(?:{WEEKDAY}|{MONTH} {DAY}|(?P<named>[Tt]oday|[Yy]esterday|[Tt]omorrow)),? at {CLOCK}){_NOT_MORE}"),
    ("clock", rf"(?P<all>{CLOCK}){_NOT_MORE}"),
    ("date", rf"(?P<all>(?:{WEEKDAY},? )?(?:the )?{MONTH} {DAY}(?:,? {YEAR}(?!\d))?){_NOT_MORE}"),
    ("date", rf"(?P<all>(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}(?:,? {YEAR})?){_NOT_MORE}"),
    (
        "weekday of week",
        rf"(?P<all>{_EARLY}{WEEKDAY},? (?:of )?(?P<which>(?i:last|next|this|this past|this coming|the same|that|the previous|the following)) week){_NOT_MORE}",
    ),
    ("weekday of week", rf"(?P<all>(?P<which>(?i:last|next|this)) week,? on {WEEKDAY}){_NOT_MORE}"),
    ("weekday weeks off", rf"(?P<all>(?i:{COUNT} (?P<unit>weeks?) (?P<way>ago)) (?:on )?{WEEKDAY}){_NOT_MORE}"),
    ("weekday weeks off", rf"(?P<all>{WEEKDAY},? (?i:{COUNT} (?P<unit>weeks?) (?P<way>ago))){_NOT_MORE}"),
    ("weekday weeks off", rf"(?P<all>(?i:{COUNT} (?P<unit>weeks?) (?P<way>from)) {WEEKDAY}){_NOT_MORE}"),
    (
        "anniversary",
        rf"(?P<all>(?i:{COUNT} (?P<unit>years?|months?) ago) (?:on )?(?:(?P<named>today|yesterday|tomorrow)|(?P<which>this|last|next) (?P<other>week|month)|{WEEKDAY})){_NOT_MORE}",
    ),
    ("anniversary", rf"(?P<all>(?i:{COUNT} (?P<unit>years?) ago) (?:in|this) {MONTH}){_NOT_MORE}"),
    (
        "nth weekday",
        rf"(?P<all>(?:the )?(?P<nth>first|second|third|fourth|last) {WEEKDAY} (?:in|of) {MONTH}(?:,? {YEAR}(?!\d))?){_NOT_MORE}",
    ),
    ("month", rf"(?P<all>{MONTH} (?P<century>nineteen)[- ](?P<rest>{_REST}))\b"),
    ("numeric", rf"(?<![\d/])(?P<all>{_NUMERAL})(?![\d/])"),
    ("month", rf"(?P<all>(?:{_OF}|{_EARLY}){MONTH}(?:,? (?:of )?{YEAR}|(?: of)? (?P<whichyear>this|last|next) year)){_NOT_MORE}"),
    (
        "month",
        rf"(?P<all>(?:{_OF}|{_EARLY})(?P<which>last|next|this past|this|past|[Ll]ast|[Nn]ext|[Tt]his) {MONTH}){_NOT_MORE}(?! \d)",
    ),
    ("month", rf"(?P<all>(?:{_OF}|(?:early|late|mid)[- ]){MONTH}){_NOT_MORE}(?! \d)"),
    ("month", rf"(?P<all>{_SAFE_MONTH}){_NOT_MORE}{_NO_NUMBER}"),
    ("month", rf"{_NEAR_MONTH}(?P<all>(?P<month>March|May)){_NOT_MORE}{_NO_NUMBER}(?! [A-Z])"),
    (
        "weekday",
        rf"(?P<all>{_EARLY}(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]his|past|coming|(?:the )?previous) )?{WEEKDAY}(?: {PART})?){_NOT_MORE}",
    ),
    (
        "half",
        rf"(?P<all>(?i:(?:the )?(?P<nth>first|second|last) half of (?:{YEAR}|(?:(?P<whichyear>this|last|next|the) year)))){_NOT_MORE}",
    ),
    (
        "year",
        rf"(?<![\d.,$£€#/:-])(?P<all>(?:{_OF}|{_EARLY})(?:[Ff]iscal (?:year )?)?{YEAR}(?: (?:and beyond|or later|fiscal year))?)(?![\d%/]|[.,:-]\d|s\b|(?: |-)(?:people|percent|per cent|miles|km|feet|dollars|shares|votes|pounds|meters|metres|troops|jobs|homes)|-\d)",
    ),
    ("decade", rf"(?P<all>(?:{_OF}|{_EARLY}|the )?(?P<decade>(?:1[5-9]|20)\d0)[’']?s)\b"),
    ("decade", rf"(?P<all>(?:{_OF}|{_EARLY}|the )?[’'](?P<decade>\d0)s)\b"),
)
_LOOSE: tuple[tuple[str, str], ...] = (
    ("worded year", rf"(?P<all>(?:the year )?(?P<century>nineteen|eighteen)[- ](?P<rest>{_REST}))\b"),
    ("worded year", r"(?P<all>(?:the )?year (?P<century>twenty|two thousand)(?P<rest>)?)\b"),
    (
        "decade",
        r"(?P<all>the (?:early |late |mid-)?(?P<decade>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
    ),
    ("century", rf"(?P<all>(?:{_OF}|{_EARLY})?(?:the )?(?P<century>\d\d?)(?:st|nd|rd|th)[ -]centur(?:y|ies))\b"),
    (
        "season",
        rf"(?P<all>(?:{_OF}|{_EARLY})?(?:the )?(?:(?P<which>last|next|this past|this|coming) )?(?P<season>summer|winter|spring|autumn|fall)(?: of|,)? {YEAR})\b",
    ),
    (
        "season",
        rf"(?P<all>(?:{_OF}|{_EARLY})?(?P<which>last|next|this past|this|this coming) (?P<season>summer|winter|spring|autumn|fall))\b",
    ),
    (
        "season",
        r"(?:\b(?:in|over|during|until|by|since|through|into|of|for) )(?P<all>(?:the )?(?:early |late )?(?P<season>summer|winter|spring|autumn|fall))\b(?! (?:of|in|camp|games|olympics|session))",
    ),
    (
        "quarter",
        rf"(?P<all>(?:{_OF})?(?:(?P<whichyear>this|last|next) year[’']s |(?:the )?(?:fiscal )?)(?P<nth>first|second|third|fourth)(?: fiscal)? quarter(?:(?: of(?: fiscal(?: year)?)?)? {YEAR}| of (?P<w2>this|last|next) year)?)\b",
    ),
    ("quarter", rf"(?P<all>(?:fiscal )?(?P<nth>first|second|third|fourth)-quarter(?: {YEAR})?)\b"),
    ("last quarter", r"(?:\b(?:in|for|during|of|throughout) )(?P<all>the (?P<which>)quarter)\b(?! (?:of|century|final|a year))"),
    ("last quarter", rf"(?P<all>the {YEAR} (?P<which>)(?:quarter|period))\b"),
    ("quarter", r"(?P<all>the (?P<whichyear>year-(?:ago|earlier)) (?:fiscal )?(?P<nth>first|second|third|fourth) quarter)\b"),
    ("quarter", rf"(?P<all>(?:the )?{YEAR} (?P<nth>first|second|third|fourth)[ -]quarter)\b"),
    ("quarter", rf"(?P<all>Q(?P<q>[1-4])(?: (?:of )?{YEAR})?)\b"),
    (
        "last quarter",
        r"(?P<all>the (?P<which>latest|comparable year-ago|comparable year-earlier|year-ago|year-earlier|quarter a year) (?:quarter|period))\b",
    ),
    (
        "last span",
        r"(?:\b(?:in|over|during|within|throughout) )(?P<all>the (?:last|past) (?P<unit>year|month|week))\b(?! (?:of|before|ended))",
    ),
    (
        "unit",
        rf"(?P<all>{_OF}(?P<which>(?:this|last|next|the|the current) )?(?P<unit>week|month|year|decade|century))\b(?![ -]\w+(?: ago|-old))",
    ),
    (
        "unit",
        rf"(?P<all>{_EARLY}{_WHICH} (?:fiscal )?(?P<unit>week|weekend|month|quarter|year|decade|century))\b(?! (?:ago|and a half|of the)\b)",
    ),
    ("unit", r"(?:\b(?:in|over|during|for) )(?P<all>the (?P<unit>weekend))\b"),
    ("unit", r"(?P<all>(?P<which>)(?:the )?(?P<unit>year)(?:[’']s)?[ -]end)\b"),
    (
        "unit",
        r"(?P<all>the (?P<which>)(?:fiscal |full |latest fiscal )?(?P<unit>year))\b(?! (?:ended|ending|earlier|before|after|to|through|\d|two thousand)|[- ]\w+ago)",
    ),
    (
        "festival",
        rf"(?:(?<=on )|(?<=at )|(?<=since )|(?<=until )|(?<=before )|(?<=after )|(?<=by )|(?<=of )|(?<=over )|(?<=during )|(?<=eve of )|^)(?P<all>(?:(?P<which>last|next|this) )?(?P<festival>{FESTIVAL})(?:,? (?:in )?{YEAR}(?!\d))?)(?= ?[.,;:)?!]|$| (?:and|in|at|when|as|with|was|the|to|for|after|before|he|she|they|by|on)\b)",
    ),
    ("named day", r"(?P<all>(?P<named>last night|tonight|overnight))\b"),
    ("named day", r"(?P<all>(?P<named>the day before yesterday|the day after tomorrow))\b"),
    ("named day", rf"(?P<all>{_EARLY}(?P<named>today|yesterday|tomorrow)(?: {PART})?)\b"),
    ("named day", rf"(?P<all>{_EARLY}(?P<named>this) {PART})\b"),
    (
        "anchored",
        r"(?P<all>(?:later |earlier |early |late )?(?:the |that )(?P<which>very same|same|next|following|previous|preceding) (?P<unit>day|morning|afternoon|evening|night))\b(?! or\b)",
    ),
    ("anchored", r"(?P<all>(?:later |earlier |early |late )?(?P<which>that) (?P<unit>day|morning|afternoon|evening|night))\b"),
    (
        "anchored",
        r"(?P<all>the (?P<unit>day|night|morning|week|month) (?P<which>before|after|earlier|later|afterwards))(?=[.,;:!?)]|$)",
    ),
    ("ago", rf"(?P<all>(?:just )?{ABOUT}{COUNT}[ -]{UNIT}s? ago)\b"),
    ("ago", r"(?P<all>(?P<count>a|one|the) (?P<unit>year|month|week) (?:earlier|before|prior))\b"),
    ("ago", r"(?P<all>(?P<count>)(?P<unit>year)-(?:ago|earlier))\b(?! (?:quarter|period))"),
    ("later", rf"(?P<all>{ABOUT}{_COUNTED} {UNIT}s? (?P<way>later|earlier|afterwards?|beforehand))\b(?! than)"),
    ("later", rf"(?P<all>(?P<span>{ABOUT}{_COUNTED} {UNIT}s?) (?P<way>after|before) the (?:[\w-]+ ){{0,2}}?{EVENT})\b"),
    ("last quarter", r"(?P<all>(?:the )?(?P<which>year-ago|year-earlier) (?:quarter|period))\b"),
    ("set", r"(?P<all>(?P<often>annually))\b"),
    (
        "set",
        r"(?P<all>(?P<often>hourly|daily|nightly|weekly|monthly|quarterly|yearly))(?=[.,;)]| (?:since|for|until|in|to|by|and)\b)",
    ),
    ("set", rf"(?P<all>(?:every|each) (?:{UNIT}s?|{WEEKDAY}|(?P<part>morning|afternoon|evening|night)))\b(?! of the)"),
    (
        "duration",
        rf"(?P<all>{ABOUT}(?:the |each of the )?(?:first|last|past|next|final|following|previous|coming) {_COUNTED} (?:\w+ )?{UNIT}s?(?: or so)?)\b(?! (?:ago|old)\b)",
    ),
    ("duration", rf"(?P<all>{ABOUT}(?P<count>an?|one|half an?|{COUNT_WORDS}) {UNIT} and a half)\b"),
    (
        "duration",
        rf"{_NO_RATE}(?P<all>{ABOUT}{_COUNTED} (?:straight |consecutive |full |more |additional |further |trading |business |working |calendar |long )?{UNIT}s?(?: or so)?)\b(?! (?:ago|old|earlier|of age)\b|-old|-ago|-earlier|-end)(?<!some year)(?<!some day)",
    ),
    ("duration", rf"(?P<all>the (?P<count>{COUNT_WORDS}) (?P<unit>week|month|day|year|hour)s)\b(?! (?:ago|old|earlier)\b)"),
    (
        "duration",
        rf"(?<![\w-])(?P<all>(?P<count>\d{{1,3}}|{COUNT_WORDS}|multi|several)-(?P<unit>second|minute|hour|day|week|month|quarter|year|decade|century)(?: period)?)\b(?!-old| old|-ago| ago)",
    ),
    (
        "bare",
        r"(?:\b(?:for|over|after|took|take|taken|takes|in|within|last|lasted) )(?P<all>(?:the (?:past|last|next|coming) )?(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries))\b(?! (?:ago|old))",
    ),
    ("past", r"(?P<all>(?:months|weeks|years|days|decades) ago)\b"),
    (
        "past",
        r"(?P<all>(?:the )?(?:recent|past|previous|last few|past few|past several) (?:days|weeks|months|quarters|years|decades))\b",
    ),
    ("past", rf"(?:\bin )(?P<all>the past)\b(?! {_SPANNED})"),
    ("past", r"(?P<all>(?:more |most )?recently|lately)\b"),
    ("past", r"(?:\bat )(?P<all>the time)\b(?! (?:of|when|that|to|it|he|she|they|i))"),
    ("present", r"(?P<all>right now|now|currently|at present|at the moment|these days|nowadays|presently)\b(?! that\b)"),
    ("present", r"(?:\b(?:the|its|their|his|her|a|our) )(?P<all>current)\b(?! (?:account|events|affairs))"),
    ("future", r"(?P<all>(?:coming|future|upcoming) (?:days|weeks|months|quarters|years|decades))\b"),
    (
        "future",
        r"(?:\b(?:in|about|for|into|of) )(?P<all>the (?:near |foreseeable |not-too-distant |distant )?future|the near term|the short term)\b",
    ),
    ("future", r"(?P<all>soon)\b(?! (?:after|afterwards|afterward|as|enough))"),
)
_STARTS = r"(?<![\w@#/])"
RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    [(name, re.compile(_STARTS + pattern)) for name, pattern in _EXACT]
    + [(name, re.compile(_STARTS + pattern, re.IGNORECASE)) for name, pattern in _LOOSE]
)
"""Name of the resolver, pattern; the expression is the group `all`."""
