"""Who is answered what at every address: the table that `test_permissions` holds the site to.

A row (`row.py`) is one address with one thing; every person of the cast has an answer in it. What is not said is `otherwise`;
a visitor is led to the sign-in page (302) unless the row says something else.
"""

from tests.matrix.dashboard import DASHBOARD
from tests.matrix.decision_feeds import DECISION_FEEDS
from tests.matrix.decisions import DECISIONS
from tests.matrix.desk import DESK
from tests.matrix.figures import FIGURES
from tests.matrix.followers import FOLLOWERS
from tests.matrix.look_backs import LOOK_BACKS
from tests.matrix.notifications import NOTICES
from tests.matrix.programs import COUNTS, PROGRAMS
from tests.matrix.registry import ACCOUNTS, ORGANISATION, PUBLIC_PAGES, SIGN_IN
from tests.matrix.reviews import REVIEWS
from tests.matrix.row import EVERYONE, SIGNED_IN, Row
from tests.matrix.rules import RULES
from tests.matrix.runbook import RUNBOOK
from tests.matrix.stances import STANCES
from tests.matrix.transfer import TRANSFER
from tests.matrix.what_if import WHAT_IF
from tests.matrix.workflows import API, EXITS, REQUESTS

__all__ = ["EVERYONE", "ROWS", "SECTIONS", "SIGNED_IN", "Row"]

SECTIONS = {
    "public pages": PUBLIC_PAGES,
    "sign-in": SIGN_IN,
    "requests": REQUESTS,
    "desk": DESK,
    "reviews": REVIEWS,
    "rules": RULES,
    "followers": FOLLOWERS,
    "presence": DASHBOARD,
    "decisions": [*EXITS, *DECISIONS, *DECISION_FEEDS, *RUNBOOK, *LOOK_BACKS, *STANCES, *WHAT_IF],
    "accounts": ACCOUNTS,
    "organisation": ORGANISATION,
    "programs": PROGRAMS,
    "import": TRANSFER,
    "files of figures": FIGURES,
    "notices": NOTICES,
    "API": [*API, *COUNTS],
}
ROWS = [row for section in SECTIONS.values() for row in section]
