"""How spreadsheets name languages → the codes that the register keeps. Pure."""

import re

from registry.folding import fold

# code → English, French and own names, and the spellings met in real inventories.
NAMES: dict[str, str] = {
    "fr": "fr fra fre french français francais",
    "en": "en eng english anglais",
    "es": "es spa spanish espagnol español castellano",
    "pt": "pt por portuguese portugais português",
    "de": "de deu ger german allemand deutsch",
    "it": "it ita italian italien italiano",
    "nl": "nl nld dut dutch néerlandais nederlands flemish flamand",
    "ca": "ca cat catalan català",
    "gl": "gl glg galician galicien",
    "eu": "eu eus baq basque euskara",
    "br": "br bre breton",
    "co": "corsican corse",
    "oc": "oc oci occitan",
    "ga": "ga gle irish irlandais gaelic gaeilge",
    "cy": "cy cym wel welsh gallois cymraeg",
    "gd": "gd gla scottish-gaelic",
    "da": "da dan danish danois dansk",
    "sv": "sv swe swedish suédois svenska",
    "nb": "nb no nor norwegian norvégien norsk bokmål",
    "fi": "fi fin finnish finnois suomi",
    "is": "is isl icelandic islandais",
    "et": "et est estonian estonien eesti",
    "lv": "lv lav latvian letton",
    "lt": "lt lit lithuanian lituanien",
    "pl": "pl pol polish polonais polski",
    "cs": "cs cze ces czech tchèque čeština",
    "sk": "sk slo slk slovak slovaque slovenčina",
    "sl": "sl slv slovene slovenian slovène",
    "hu": "hu hun hungarian hongrois magyar",
    "ro": "ro ron rum romanian roumain română moldovan moldave moldavian",
    "bg": "bg bul bulgarian bulgare",
    "mk": "mk mkd macedonian macédonien",
    "sr": "sr srp serbian serbe",
    "hr": "hr hrv croatian croate hrvatski",
    "bs": "bs bos bosnian bosnien bosniaque",
    "sq": "sq sqi albanian albanais",
    "el": "el ell gre greek grec",
    "tr": "tr tur turkish turc türkçe",
    "ru": "ru rus russian russe русский",
    "uk": "uk ukr ukrainian ukranian ukrainien",
    "be": "be bel belarusian belarussian biélorusse bélarussien",
    "ka": "ka kat georgian géorgien",
    "hy": "hy hye armenian arménien",
    "az": "az aze azerbaijani azeri azéri azerbaïdjanais",
    "kk": "kk kaz kazakh",
    "ky": "ky kir kyrgyz kirghize kirghiz",
    "uz": "uz uzb uzbek ouzbek",
    "tg": "tg tgk tajik tadjik",
    "tk": "tk tuk turkmen turkmène",
    "mn": "mn mon mongolian mongol",
    "ar": "ar ara arabic arabe العربية",
    "he": "he heb hebrew hébreu",
    "fa": "fa fas per persian farsi persan dari",
    "ps": "ps pus pashto pachto pushto",
    "ku": "ku kur kurdish kurde",
    "ur": "ur urd urdu ourdou",
    "hi": "hi hin hindi",
    "bn": "bn ben bengali bangla",
    "pa": "pa pan punjabi pendjabi",
    "ta": "ta tam tamil tamoul",
    "te": "te tel telugu télougou",
    "ne": "ne nep nepali népalais",
    "si": "si sin sinhala sinhalese cingalais",
    "my": "my mya burmese birman",
    "km": "km khm khmer cambodian",
    "lo": "lo lao laotian laotien",
    "th": "th tha thai thaï",
    "vi": "vi vie vietnamese vietnamien",
    "id": "id ind indonesian indonésien bahasa-indonesia",
    "ms": "ms msa may malay malais",
    "tl": "tl tgl tagalog filipino",
    "tet": "tet tetum tetun tetun-dili tétoum",
    "zh": "zh zho chi chinese chinois mandarin 中文",
    "yue": "yue cantonese cantonais",
    "ja": "ja jpn japanese japonais 日本語",
    "ko": "ko kor korean coréen 한국어",
    "sw": "sw swa swahili",
    "so": "so som somali",
    "am": "am amh amharic amharique",
    "rw": "rw kin kinyarwanda",
    "mg": "mg mlg malagasy malgache",
    "ht": "ht hat haitian haitian-creole créole-haïtien",
    "iu": "iu iku inuktitut",
    "cr": "cr cre cree cri",
}
CODES: dict[str, tuple[str, ...]] = {fold(name): (code,) for code, names in NAMES.items() for name in names.split()}
# The register speaks two languages: so does an account called bilingual in it.
CODES |= dict.fromkeys(("bilingual", "bilingue", "bilingues", "fr-en", "en-fr"), ("fr", "en"))

BETWEEN = re.compile(r"\s*(?:[,;/|+&·\n]| et | and | y | e )\s*")
REGION = re.compile(r"[-_][a-z]{2,4}$")
BRACKETS = re.compile(r"\s*\([^)]*\)")


def codes_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(codes, words not recognised) of a cell: "French/English" → (("fr", "en"), ()); "fr-CA" → (("fr",), ())."""
    codes: list[str] = []
    strange = []
    for piece in BETWEEN.split(BRACKETS.sub("", text.strip())):
        word = "-".join(fold(piece).split())
        found = CODES.get(word) or CODES.get(REGION.sub("", word))
        if found:
            codes += found
        elif word:
            strange.append(piece.strip())
    return tuple(dict.fromkeys(codes)), tuple(strange)


def is_language(text: str) -> bool:
    """Whether a cell holds nothing but names of languages."""
    codes, strange = codes_of(text)
    return bool(codes) and not strange
