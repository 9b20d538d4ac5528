"""Words by which pages of news mark what is not their text: sharing, subscribing, crediting, recommending.

The lists are the web's common vocabulary in the larger European languages. They name no outlet, person or place.
Every pattern is bounded and free of nested repetition, so that it takes linear time. Those of `LOWER` are made for lower-case text,
which is several times faster than to ignore case. Most lines hold no cue, and to see that none of a few strings stands in a line is
faster still: `NEEDS` lists them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_I = re.IGNORECASE

#: Headers and links that lead to other stories.
RECOMMEND = re.compile(
    r"^\W{0,3}(more (from|on|in|about|like|stories|news|top|to)\b|more:|related\b|recommended\b|recommendations?\b|read (also"
    r"|next)\b|also read|see also"
    r"|you (may|might) (also )?(like|be interested|enjoy|want)|most (read|popular|viewed|commented|shared|recent)|trending"
    r"|top stories|popular\b|latest\b"
    r"|don'?t miss|what to read next|up next|next (story|article|up)|previous (story|article|post)|editor'?s'? picks?|sponsored"
    r"|promoted|paid (content|post)"
    r"|in (this|the same) (series|section)|keep reading|further reading|go deeper|also (on|in|from)\b|from (around|across|our) "
    r"|list of \d+ items"
    r"|mehr (zum|zu|aus|von|über|themen|lesen|nachrichten)|weitere\b|weiterlesen|lesen sie|lies auch|das könnte|meistgelesen"
    r"|auch interessant"
    r"|zum thema|verwandte|empfohlen|empfehlung|neueste|aktuelle (artikel|nachrichten|videos)|top[- ]themen|passend zum|à lire"
    r"|lire (aussi|la suite|plus)"
    r"|sur le même (sujet|thème)|les plus lus|voir aussi|articles? (liés|similaires)|à découvrir|lea también|lee también"
    r"|te puede interesar|más (noticias|leídas|sobre|en)"
    r"|noticias relacionadas|relacionad[oa]s|leggi (anche|tutto)|potrebbe interessarti|più letti|articoli correlati|lees (ook"
    r"|meer|verder)|meer (over|nieuws|lezen)"
    r"|leia (também|mais)|veja (também|mais)|mais (lidas|notícias|sobre)|saiba mais|les (også|mer|videre)|læs (også|mere)"
    r"|läs (också|mer|även)|mer om|siste nytt|mest (lest|läst|læst))",
    _I,
)
#: A header that names whose other stories follow.
MORE_FROM = re.compile(r"^\W{0,3}(more (from|stories from|on)|mehr (aus|von)|meer van|más de|plus de) ", _I)
#: Folding links of a listing's cards.
UNFOLD = re.compile(
    r"^\W{0,3}(read|show|see|view|load|continue)\s?(more|less|all|full|on|reading|the)?\b.{0,40}$|^(weiterlesen|mehr (lesen"
    r"|anzeigen)|lire la suite|leer más|seguir leyendo"
    r"|leggi tutto|lees (meer|verder)|leia mais|les (mer|videre)|læs mere|läs mer|full story|[.…]{1,3}\s?more)\W{0,3}$",
    _I,
)
SHARE = re.compile(
    r"\b(share|shares|tweet|retweet|facebook|twitter|whatsapp|instagram|linkedin|telegram|reddit|pinterest|flipboard|pocket"
    r"|e-?mail|copy link"
    r"|permalink|print|follow|bookmark|save (article|story|for later)|teilen|drucken|merken|artikel anhören|partager|compartir"
    r"|compartilhar|condividi|imprimer|delen|dela|del på|dele)\b"
)
SUBSCRIBE = re.compile(
    r"\b(subscri\w{2,6}|newsletters?|sign(ed)? (up|in)|log ?in|log ?out|register(ed)?|inbox|free trial|premium|membership"
    r"|become a member|donat\w{1,4}|support (our|us|independent)"
    r"|abonn\w{2,8}|anmelden|registrier\w{2,4}|jetzt testen|s'inscrire|inscrivez|suscr[ií]b\w{1,6}|assin\w{1,4}|iscriviti"
    r"|nieuwsbrief|nyhetsbrev|nyhedsbrev|abbonati)\b"
)
LEGAL = re.compile(
    r"©|\bcopyright\b|all rights reserved|\bcookies?\b|privacy|terms (of|and)|imprint|impressum|datenschutz|\bagb\b"
    r"|mentions légales|aviso legal|tous droits"
    r"|derechos reservados|alle rechte|do not sell|licen[sc]e|affiliate|commission|may not be (reproduced|published|republished"
    r"|broadcast)"
)
COMMENTS = re.compile(
    r"\b(comments?|kommentare?|commentaires?|comentarios?|commenti|reacties|kommentarer|join the (conversation|discussion)"
    r"|leave a reply|post a comment|report (an? )?(error|typo|abuse)"
    r"|send (us )?(a )?(tip|feedback)|feedback|corrections?)\b"
)
ADVERT = re.compile(
    r"\b(advert\w{0,10}|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annons|annonse|annonce|reklame?|sponsored"
    r"|ad choices|adchoices|scroll to continue|story continues"
    r"|article continues|continue reading below)\b"
)
NAVIGATE = re.compile(
    r"^(home|menu|search|suche|startseite|skip to|back to|close|open|scroll|top|navigation|contact|about|faq|help|archive|rss"
    r"|sitemap|topics?|tags?|keywords?"
    r"|categories|filed under|themen|schlagw\w+|sections?|live|video|audio|podcasts?|photos?|gallery|bilder|weather|wetter"
    r"|latest|edition|next|previous|play|listen|watch|loading|error)\b",
    _I,
)
GALLERY = re.compile(
    r"^\W{0,2}\d{1,3}\W{0,2}$|^\W{0,2}\d{1,3}\s?(/|of|von|de|sur|di|av|af|van)\s?\d{1,3}\W{0,2}$|\b(image|photo|picture|slide"
    r"|bild|foto)s?\s\d{1,3}\s(of|von|de|/)\s\d{1,3}"
    r"|(view|show|open|see) (\d{1,3} |all )?(image|photo|galler|picture)|back to gallery|hide caption|toggle caption"
    r"|expand image|enlarge|bild vergrößern|bilderstrecke"
)
CREDIT_WORD = re.compile(
    r"(?:photo|foto|image|imagen|immagine|bild|picture|credit|quelle|source|crédit|grafik|graphic|illustration|video|beeld)"
    r"(?:s|er|n|graf\w{0,3}|graph(?:y|s|er|e)?)?\s?(?:by|von|par|por|di|av|:|/|\||©|–|-|courtesy)"
)
CREDIT_TAIL = re.compile(
    r"[\[(/|][^\[\]()]{0,60}(photos?|images?|pictures?|foto|press|pool|file|handout|archive?|courtesy|via|stock"
    r"|news agency)[^\[\]()]{0,40}[\])]?\s{0,2}$"
    r"|\bvia\s[A-Z]\w{1,20}( \w{1,20}){0,3}$|file (photo|image|picture)|\[[^\[\]]{2,50}/[^\[\]]{2,30}\]$|\b("
    r"archivbild|archivfoto|symbolbild|symbolfoto|stock image|handout|screenshot)\b"
    r"|\([^()]{2,40}[/|–,] ?[^()]{2,40}\)$",
    _I,
)
#: `AGENCY/First Last`, `First Last/AGENCY`, `AGENCY via AGENCY`: the whole of a credit line.
CREDIT_LINE = re.compile(
    r"^[(\[]?(©\s?)?[A-Z][\w.’'-]{1,20}( [A-Z][\w.’'-]{1,20}){0,4}( ?/ ?| via | \| )[A-Z][\w.’'-]{1,20}(( |-|/| / "
    r"| via )[A-Z][\w.’'-]{1,20}){0,5}[)\]]?$"
)
CREDIT_GLUED = re.compile(
    r"[a-zà-ÿ0-9.!?)”’](Credit|Image|Photo|Foto|Bild|Picture|Source|Quelle|Photograph|Image source)s?\s?[:/(]|\((Image|Photo"
    r"|Picture|Foto|Bild|Credit): ",
    0,
)
CAPTION_WORD = re.compile(
    r"\((left|right|centre|center|l|r|c|pictured|above|links|rechts|l\.|r\.|m\.|à gauche|à droite|stock image|file)\)|, (left"
    r"|right|centre|center|pictured|above|front|back),"
    r"|\b(pictured|seen here|is seen|are seen|poses? (for|with)|file photo|shown (here|in this)|(speaks?|attends?|arrives?"
    r"|walks?|shakes? hands|looks? on|waves?|gestures?|meets?)\b.{1,90}\b(during|on|at|in)\b)"
    r"|\b(im bild|auf dem (bild|foto)|archiv|aufnahme|sur cette photo|en la imagen|nella foto)\b"
)
BYLINE_START = re.compile(
    r"^\W{0,3}(by|von|par|por|di|da|door|av|af|przez|text|written by|reporting by|autor(in)?|auteur|author|story by"
    r"|de)\b[:\s]{1,3}\S",
    _I,
)
DATE_START = re.compile(
    r"^\W{0,3}(published|updated|posted|last (updated|modified)|first published|created|modified|stand|veröffentlicht"
    r"|aktualisiert|erstellt|publié|mis à jour|publicado|actualizado"
    r"|pubblicato|aggiornato|gepubliceerd|bijgewerkt|publisert|oppdatert|publicerad|uppdaterad|publiceret|opdateret|atualizado"
    r"|date|datum)\b",
    _I,
)
READER = re.compile(r"\b(you|your|yours|we|our|us|ihr|ihre|sie|vous|votre|nous|usted|tu|il tuo|dein|deine|wir|unser\w{0,2})\b")
TEMPLATE = re.compile(r"\{\{|\}\}|\$\{|<%|%>|\{%|\bundefined\b|\[object|function\s?\(|&nbsp;|<\/?\w+>|\bvar \w+ ?=")
LINK = re.compile(r"https?://\S|www\.\w|\S@\w+\.\w|\bpic\.twitter|(^|\s)[@#]\w{2,}")
DATELINE = re.compile(
    r"^(?:(?:[A-ZÀ-Þ][\w.’'/-]{1,24}(?:,? [\w.’'/-]{1,20}){0,6}? )?\(\s?[A-Z][\w /.&-]{1,30}\)\s?[-–—:|]{1,2}\s"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,40}(?:, [\w. ]{2,20}){0,2}\s?(?:--|[—–-])\s|[A-ZÀ-Þ]{3,}[A-ZÀ-Þ ,]{0,30}:\s(?=[A-ZÀ-Þ“\"]))"
)
AGENCY_TAG = re.compile(r"^[^()]{0,60}\(\s?(?P<agency>[A-Z][\w./&-]{1,15}(?: [A-Z][\w./&-]{1,15}){0,3})\s?\)\s?[-–—:]{1,2}\s")
ROUNDUP = re.compile(
    r"^(the day in|news in brief|week in review|morning briefing|daily briefing|by the numbers|in brief)\b\s?:?",
    _I,
)
#: A series' name of two words or more, and three events or more: the headline of a round-up.
SEVERAL_EVENTS = re.compile(r"^[^: ]{1,20}(?: [^: ]{1,20}){1,5}: [^:,]{3,80}(?:, [^:,]{3,80}){2,9}$")
#: Patterns that are to be searched in lower-case text.
LOWER = (CREDIT_WORD, SHARE, SUBSCRIBE, LEGAL, COMMENTS, ADVERT, GALLERY, CAPTION_WORD, READER)

#: Patterns that look at a line's beginning only, so that `match` finds what `search` does.
OPENING = (RECOMMEND, UNFOLD, NAVIGATE, CREDIT_LINE, BYLINE_START, DATE_START, DATELINE, ROUNDUP)


@dataclass(frozen=True, slots=True)
class Need:
    """What every lower-case text holds in which a pattern is found: one of these words or one of these strings.

    Attributes:
        words: the first five letters of words; "0" stands for any digit.
        strings: of any characters.
    """

    words: frozenset[str] = frozenset()
    strings: tuple[str, ...] = ()


def _need(words: str, strings: str = "") -> Need:
    """Words divided by blanks, and strings divided by "~", so that they may hold blanks."""
    return Need(frozenset(re.findall(r"\S+", words)), tuple(part for part in strings.split("~") if part))


#: By pattern; what is not listed needs nothing.
NEEDS: dict[re.Pattern[str], Need] = {
    SHARE: _need(
        """share tweet retwe faceb twitt whats insta linke teleg reddi pinte flipb pocke email mail link perma print follo bookm
        save teile druck merke anhör parta compa condi impri delen dela dele på"""
    ),
    SUBSCRIBE: _need(
        """subsc newsl sign signe log login logou regis inbox trial premi membe donat suppo abonn anmel jetzt inscr suscr assin
        iscri nieuw nyhet nyhed abbon"""
    ),
    LEGAL: _need(
        "copyr right cooki agb légal legal droit reser recht repro publi repub broad",
        "©~privacy~terms ~impr~datenschutz~not sell~licen~affiliate~commission",
    ),
    COMMENTS: _need("comme komme comen react join reply error typo abuse tip feedb corre"),
    ADVERT: _need("adver anzei werbu publi pubbl annon rekla spons choic adcho scrol conti"),
    GALLERY: _need("0 image photo pictu galle capti vergr", "enlarge~bilderstrecke"),
    CREDIT_TAIL: _need("via photo image pictu archi symbo hando scree", "[~(~/~|"),
    CREDIT_GLUED: _need("", "credit~image~photo~foto~bild~picture~source~quelle"),
    CAPTION_WORD: _need(
        """left right centr cente l r c m pictu above front back links recht à stock file pose poses photo shown speak atten
        arriv walk walks shake look looks wave waves gestu meet meets bild foto archi aufna image""",
        " seen~seen here",
    ),
    TEMPLATE: _need("undef var", "{~}~<~%>~[object~function~&nbsp;"),
    LINK: _need("", "://~www.~@~#~pic.twitter"),
}
