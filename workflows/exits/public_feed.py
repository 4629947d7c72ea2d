"""The published decisions as Atom (RFC 4287), page after page (RFC 5005), in French or in English.

An entry's identifier is the decision's permanent address by number: it stays the same in both languages, whatever the
institution comes to be called. What changes before the public changes `updated` and brings the entry back to the first page.
"""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Page
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from registry.language import Pair, here, pair_of
from registry.wording import partial_date
from workflows.exits.models import ExitDecision
from workflows.exits.public_facts import data_address, permanent
from workflows.exits.shown import as_read

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator

TITLE = Pair("Décisions de plateforme – Carrefour", "Platform decisions – Carrefour")
ATOM = "application/atom+xml"
JSON = "application/json"
# The feed of a register without decisions has never changed.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# What a reader of the feed alone must know: `published` is when this register said it, which may be years after the facts.
DAYS = {
    "announced_on": Pair("Annoncée : {day}", "Announced: {day}"),
    "effective_on": Pair("Effective : {day}", "Effective: {day}"),
}
RECORDED = Pair("Consignée d’après sa source : {source}", "Recorded after its source: {source}")
# No XML document may hold these, however they are written.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class DecisionsFeed(Atom1Feed):
    """Django's Atom with what it leaves out: links to the other pages, the other language and each decision's JSON."""

    def latest_post_date(self) -> datetime:
        """When the feed last changed; the same for the same entries."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_root_elements(self, handler: "SimplerXMLGenerator") -> None:
        """The usual elements, then a link per relation of ``self.feed["links"]``."""
        super().add_root_elements(handler)
        for link in self.feed["links"]:
            handler.addQuickElement("link", "", link)

    def add_item_elements(self, handler: "SimplerXMLGenerator", item: dict) -> None:
        """The usual elements, then the link to the JSON and the codes by which entries can be sorted."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("link", "", {"rel": "alternate", "type": JSON, "href": item["data"]})
        for scheme, term in item["codes"].items():
            handler.addQuickElement("category", "", {"scheme": scheme, "term": term})


def feed_address(site: str, language: str, page: int = 1) -> str:
    """Where a page of the feed is; French is the feed without more."""
    asked = [f"langue={language}"] * (language != "fr") + [f"page={page}"] * (page > 1)
    return f"{site}{reverse('exits:feed')}" + (f"?{'&'.join(asked)}" if asked else "")


def written(page: Page, site: str, language: str) -> bytes:
    """One page of the feed, of rows of `public_queries.told` with their corrections; the language must be active."""
    feed = DecisionsFeed(
        title=str(TITLE),
        link=f"{site}{reverse('exits:list')}",
        description=None,
        language=language,
        author_name="Carrefour",
        feed_url=feed_address(site, language, page.number),
        feed_guid=feed_address(site, language),
        links=_links(page, site, language),
    )
    schema = f"{site}{reverse('exits:schema')}"
    for decision in page.object_list:
        _add(feed, decision, site, schema)
    return feed.writeString("utf-8").encode()


def _links(page: Page, site: str, language: str) -> list[dict[str, str]]:
    other = "en" if language == "fr" else "fr"
    pages = {"first": 1, "last": page.paginator.num_pages}
    pages |= {"previous": page.number - 1} if page.has_previous() else {}
    pages |= {"next": page.number + 1} if page.has_next() else {}
    links = [{"rel": rel, "type": ATOM, "href": feed_address(site, language, number)} for rel, number in pages.items()]
    return [*links, {"rel": "alternate", "type": ATOM, "hreflang": other, "href": feed_address(site, other)}]


def _add(feed: DecisionsFeed, decision: ExitDecision, site: str, schema: str) -> None:
    feed.add_item(
        title=_clean(str(decision.headline)),
        link=f"{site}{decision.get_absolute_url()}",
        # Read as HTML by whoever reads the feed.
        description=escape(_clean(_summary(decision))),
        unique_id=permanent(decision.pk, site),
        author_name=_clean(str(pair_of(decision.institution, "name"))),
        pubdate=decision.published_at,
        updateddate=decision.updated_at,
        data=data_address(decision, site),
        codes={
            f"{schema}#{name}": code
            for name, code in [("platform", decision.platform.slug), ("kind", decision.kind), ("state", decision.state)]
        },
    )


def _summary(decision: ExitDecision) -> str:
    """What it is, where it is, since when, after whom, and what its page must add; what was corrected as it reads now."""
    read, language = as_read(decision), get_language() or "fr"
    days = [
        str(words.format(day=partial_date(getattr(read, name), language)))
        for name, words in DAYS.items()
        if getattr(read, name)
    ]
    source = [str(RECORDED.format(source=read.source))] if decision.recorded else []
    words = [decision.get_kind_display(), decision.get_state_display(), *days, here(decision, "public_note"), *source]
    return ". ".join(text.strip(" .") for text in words if text) + "."


def _clean(text: str) -> str:
    return CONTROL.sub("", text)
