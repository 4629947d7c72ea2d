"""LinkedIn."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

ORGANISATIONS = "/organizations"
ID = 4_521_000
PAGE = {"id": ID, "vanityName": "harbour-lab", "localizedName": "Harbour", "primaryOrganizationType": "NONE"}
SIZES = f"/networkSizes/urn:li:organization:{ID}"
WANTS = {"Authorization": f"Bearer {CANARY}", "LinkedIn-Version": "202606", "X-Restli-Protocol-Version": "2.0.0"}
BY_NAME = Reply(
    ORGANISATIONS, {"elements": [PAGE]}, query={"q": "vanityName", "vanityName": "harbour-lab"}, wants=WANTS
)
SIZE = Reply(SIZES, {"firstDegreeSize": 21_914}, query={"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}, wants=WANTS)
FOUND = Found(
    21_914,
    Metric.FOLLOWERS,
    True,
    str(ID),
    "harbour-lab",
    "{root}/networkSizes/urn%3Ali%3Aorganization%3A4521000?edgeType=COMPANY_FOLLOWED_BY_MEMBER",
)
KNOWN = {"stable_id": str(ID)}
GONE = {"status": 404, "serviceErrorCode": 100, "message": "Not found"}

SHAPE = Shape(
    slug="linkedin",
    asked={"handle": "harbour-lab", "address": "https://www.linkedin.com/company/harbour-lab", "token": CANARY},
    replies=(BY_NAME, SIZE),
    figure=("firstDegreeSize",),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(ORGANISATIONS, {"elements": [], "paging": {"start": 0}}),), Outcome.UNKNOWN),
        Row("gone", (Reply(f"{ORGANISATIONS}/{ID}", GONE, 404),), Outcome.UNKNOWN, KNOWN),
        Row(
            "renamed",
            (Reply(f"{ORGANISATIONS}/{ID}", PAGE | {"vanityName": "port-lab"}), SIZE),
            replace(FOUND, handle="port-lab"),
            KNOWN,
        ),
        Row("a school", (BY_NAME, SIZE), FOUND, {"address": "https://www.linkedin.com/school/harbour-lab"}),
        Row(
            "registered by its number",
            (Reply(f"{ORGANISATIONS}/{ID}", PAGE), SIZE),
            replace(FOUND, handle=""),
            {"handle": str(ID), "address": f"https://www.linkedin.com/company/{ID}"},
        ),
        Row("a person", (), Outcome.REFUSED, {"address": "https://www.linkedin.com/in/harbour-lab"}),
        Row("a group", (), Outcome.REFUSED, {"address": "https://www.linkedin.com/groups/77"}),
        Row("version ended", (Reply(ORGANISATIONS, {"code": "NONEXISTENT_VERSION"}, 426),), Outcome.FORBIDDEN),
        Row("token ended", (Reply(ORGANISATIONS, {"code": "EXPIRED_ACCESS_TOKEN"}, 401),), Outcome.UNAUTHORISED),
        Row("not its administrator", (BY_NAME, Reply(SIZES, {"status": 403}, 403)), Outcome.FORBIDDEN),
        Row("quota of the day", (BY_NAME, Reply(SIZES, {"status": 429}, 429)), Outcome.TOO_MANY),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "the number of a page is always public",
    },
)
