"""Which mailboxes are a person's own rather than a service's: the providers that give one to anybody. Pure."""

import re

# Providers with one domain, and those of the access companies of Quebec and France.
_DOMAINS = """
gmail.com googlemail.com icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.com
tuta.io fastmail.com fastmail.fm hey.com mail.com email.com zoho.com zohomail.com mailo.com netcourrier.com posteo.net
posteo.de mailbox.org riseup.net disroot.org duck.com mail.ru inbox.ru list.ru bk.ru rambler.ru qq.com 163.com 126.com
sina.com naver.com daum.net rediffmail.com web.de t-online.de libero.it virgilio.it wp.pl o2.pl laposte.net orange.fr
wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr numericable.fr aliceadsl.fr club-internet.fr videotron.ca videotron.qc.ca
bell.net sympatico.ca rogers.com telus.net shaw.ca cogeco.ca
"""
DOMAINS = frozenset(_DOMAINS.split())
# Providers with a domain in many countries: yahoo.ca, hotmail.co.uk, outlook.com.br.
BRANDS = ("yahoo", "ymail", "rocketmail", "hotmail", "live", "msn", "outlook", "aol", "gmx", "yandex")
IN_ANY_COUNTRY = re.compile(rf"({'|'.join(BRANDS)})\.(com|net|org|[a-z]{{2}}|com?\.[a-z]{{2}})")


def is_anybodys(address: str) -> bool:
    """Whether the address is at a provider where anybody gets one; a text without "@" is not."""
    domain = address.rpartition("@")[2].strip().rstrip(".").casefold() if "@" in address else ""
    labels = domain.split(".")
    uppers = {".".join(labels[at:]) for at in range(len(labels) - 1)}
    return bool(uppers & DOMAINS) or any(IN_ANY_COUNTRY.fullmatch(upper) for upper in uppers)
