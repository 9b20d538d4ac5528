"""What an annotated text holds as said, in short tuples to compare."""


def said(found):
    text = found.article.text
    return [
        (quote.direct, quote.extent.of(text), quote.speaker.extent.of(text) if quote.speaker else None)
        for quote in found.quotes
        if quote.speech
    ]


def direct(found):
    return [(words, speaker) for is_direct, words, speaker in said(found) if is_direct]
