"""Words for what comes from a country, with the country: "French minister" is a minister of France."""

from __future__ import annotations

_PAIRS = """
Afghan Afghanistan, Albanian Albania, Algerian Algeria, American United States, Angolan Angola, Argentine Argentina, Argentinian
Argentina, Armenian Armenia, Australian Australia, Austrian Austria, Azerbaijani Azerbaijan, Bahraini Bahrain, Bangladeshi
Bangladesh, Belarusian Belarus, Belgian Belgium, Bolivian Bolivia, Bosnian Bosnia, Brazilian Brazil, British United Kingdom,
Bulgarian Bulgaria, Burmese Myanmar, Cambodian Cambodia, Cameroonian Cameroon, Canadian Canada, Chadian Chad, Chilean Chile,
Chinese China, Colombian Colombia, Croatian Croatia, Cuban Cuba, Cypriot Cyprus, Czech Czech Republic, Danish Denmark, Dutch
Netherlands, Ecuadorian Ecuador, Egyptian Egypt, Emirati United Arab Emirates, Eritrean Eritrea, Estonian Estonia, Ethiopian
Ethiopia, Fijian Fiji, Filipino Philippines, Philippine Philippines, Finnish Finland, French France, Georgian Georgia, German
Germany, Ghanaian Ghana, Greek Greece, Guatemalan Guatemala, Guinean Guinea, Haitian Haiti, Honduran Honduras, Hungarian Hungary,
Icelandic Iceland, Indian India, Indonesian Indonesia, Iranian Iran, Iraqi Iraq, Irish Ireland, Israeli Israel, Italian Italy,
Ivorian Ivory Coast, Jamaican Jamaica, Japanese Japan, Jordanian Jordan, Kazakh Kazakhstan, Kenyan Kenya, Kosovar Kosovo, Kuwaiti
Kuwait, Kyrgyz Kyrgyzstan, Laotian Laos, Latvian Latvia, Lebanese Lebanon, Liberian Liberia, Libyan Libya, Lithuanian Lithuania,
Macedonian North Macedonia, Malaysian Malaysia, Malian Mali, Maltese Malta, Mexican Mexico, Moldovan Moldova, Mongolian Mongolia,
Montenegrin Montenegro, Moroccan Morocco, Mozambican Mozambique, Namibian Namibia, Nepalese Nepal, Nicaraguan Nicaragua, Nigerian
Nigeria, Norwegian Norway, Omani Oman, Pakistani Pakistan, Palestinian Palestine, Panamanian Panama, Paraguayan Paraguay, Peruvian
Peru, Polish Poland, Portuguese Portugal, Qatari Qatar, Romanian Romania, Russian Russia, Rwandan Rwanda, Salvadoran El Salvador,
Saudi Saudi Arabia, Senegalese Senegal, Serbian Serbia, Singaporean Singapore, Slovak Slovakia, Slovenian Slovenia, Somali Somalia,
Spanish Spain, Sudanese Sudan, Swedish Sweden, Swiss Switzerland, Syrian Syria, Taiwanese Taiwan, Tajik Tajikistan, Tanzanian
Tanzania, Thai Thailand, Tunisian Tunisia, Turkish Turkey, Turkmen Turkmenistan, Ugandan Uganda, Ukrainian Ukraine, Uruguayan
Uruguay, Uzbek Uzbekistan, Venezuelan Venezuela, Vietnamese Vietnam, Yemeni Yemen, Zambian Zambia, Zimbabwean Zimbabwe
"""
DEMONYMS: dict[str, str] = {word: place for pair in " ".join(_PAIRS.split()).split(", ") for word, place in [pair.split(" ", 1)]}
"""Adjective, capitalised, to country."""
_TWO_WORDS = {
    ("North", "Korean"): "North Korea", ("South", "Korean"): "South Korea", ("South", "African"): "South Africa",
    ("South", "Sudanese"): "South Sudan", ("Sri", "Lankan"): "Sri Lanka", ("New", "Zealand"): "New Zealand",
    ("Costa", "Rican"): "Costa Rica", ("Sierra", "Leonean"): "Sierra Leone", ("Papua", "New"): "Papua New Guinea",
}  # fmt: skip


def country(words: str) -> str | None:
    """The country that a title or description begins with; None if it begins with none.

    >>> country("North Korean Foreign Minister"), country("Russian President"), country("the mayor"), country("French-born writer")
    ('North Korea', 'Russia', None, None)
    """
    found = words.split()
    while found and found[0].lower() in ("the", "a", "an", "former", "then"):
        found = found[1:]
    if not found:
        return None
    return _TWO_WORDS.get((found[0], found[1]) if len(found) > 1 else ("", "")) or DEMONYMS.get(found[0])
