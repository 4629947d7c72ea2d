"""Every figure of an account as it was ever brought: those that count, those superseded, those questioned."""

from collections.abc import Iterable, Iterator
from heapq import merge

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from registry.accounts.models import Account
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.states import Reply

PER_PAGE = 25
# Rows read at a time for a file: what is in memory does not grow with the account.
CHUNK = 500
Row = FollowerCount | QuestionedCount


def counts_of(account: Account) -> QuerySet[FollowerCount]:
    """All figures of an account, the newest day first; one comes before those that it took the place of."""
    rows = FollowerCount.with_replaced.filter(account=account).select_related("entered_by", "question")
    return rows.order_by("-day", "metric", "-pk")


def questions_about(account: Account) -> QuerySet[QuestionedCount]:
    """The figures that were questioned and do not count, the newest day first; one that was kept is a figure."""
    rows = QuestionedCount.objects.filter(account=account).exclude(reply=Reply.KEPT)
    return rows.select_related("entered_by", "replied_by").order_by("-day", "-pk")


def page_of(account: Account, number: str | None) -> tuple[Page, list[Row]]:
    """A page of the figures, and its rows: the questions of its days stand between them, each on one page.

    A figure has ``asked``, the question after which it was kept, or None.
    """
    page = Paginator(counts_of(account), PER_PAGE).get_page(number)
    counts = list(page.object_list)
    for count in counts:
        count.asked = getattr(count, "question", None)
    return page, list(_by_day(_questions_beside(account, page, counts), counts))


def everything(account: Account) -> Iterator[Row]:
    """All of both, the newest day first, for a file: read in pieces, whatever their number."""
    asked, counts = (rows.iterator(chunk_size=CHUNK) for rows in (questions_about(account), counts_of(account)))
    return _by_day(asked, counts)


def _by_day(asked: Iterable[QuestionedCount], counts: Iterable[FollowerCount]) -> Iterator[Row]:
    return merge(asked, counts, key=lambda row: row.day, reverse=True)


def _questions_beside(account: Account, page: Page, counts: list[FollowerCount]) -> QuerySet[QuestionedCount]:
    """Those from the day of this page's last figure (of ever, on the last page) to the last of the page before it."""
    rows = questions_about(account)
    if page.has_previous():
        above = page.paginator.object_list[page.start_index() - 2]
        rows = rows.filter(day__lt=above.day)
    if page.has_next():
        rows = rows.filter(day__gte=counts[-1].day)
    return rows
