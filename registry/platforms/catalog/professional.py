"""Professional networks and directories of firms: LinkedIn, Xing, Crunchbase, AngelList, Nextdoor."""

from registry.platforms.catalog.entry import ANY, NUMBER, Entry, Form, lists, never, reserved, tabs
from registry.platforms.kinds import Kind, Reason

# Companies keep accents, "&" and quotes in their address names; nothing of it may separate or disguise.
_PAGE = r"[^\s/?#<>\"\\^`{|}\[\]@:;=*!$%]{1,150}"
_MAYBE = {"company": ("school:{}", "showcase:{}"), "school": ("company:{}", "edu:{}"), "showcase": ("company:{}",)}


def _linkedin(kind: Kind, path: str = "", handle: str = _PAGE, example: str = "polymtl") -> Form:
    """A form of LinkedIn, whose kinds are apart: /company/x and /school/x may be two pages or one."""
    return Form(
        path=path or f"{kind}/{{}}",
        address=f"https://www.linkedin.com/{kind}/{{}}",
        kind=kind,
        key=str(kind),
        handle=handle,
        maybe=_MAYBE.get(str(kind), ()),
        example=example,
        # All that stands below a page is the page's.
        tails=tabs("*"),
    )


LINKEDIN = Entry(
    slug="linkedin",
    name="LinkedIn",
    mark="Li",
    hosts=("linkedin.com", "touch.linkedin.com"),
    locales=True,
    handle=_PAGE,
    forms=(
        never("company/setup/{}", Reason.NOT_ACCOUNT),
        _linkedin(Kind.COMPANY),
        _linkedin(Kind.COMPANY, "comm/company/{}"),
        _linkedin(Kind.SCHOOL, "comm/school/{}"),
        _linkedin(Kind.COMPANY, "company-beta/{}"),
        _linkedin(Kind.COMPANY, "mwlite/company/{}"),
        _linkedin(Kind.COMPANY, "companies/{}"),
        _linkedin(Kind.SCHOOL),
        _linkedin(Kind.SCHOOL, "mwlite/school/{}"),
        _linkedin(Kind.SHOWCASE),
        Form(path="in/{}", address="https://www.linkedin.com/in/{}", kind=Kind.PERSON, key="in"),
        Form(path="comm/in/{}", address="https://www.linkedin.com/in/{}", kind=Kind.PERSON, key="in"),
        Form(path="mwlite/in/{}", address="https://www.linkedin.com/in/{}", kind=Kind.PERSON, key="in"),
        Form(path="mwlite/profile/in/{}", address="https://www.linkedin.com/in/{}", kind=Kind.PERSON, key="in"),
        Form(
            path="groups/{}",
            handle=r"(?:[^/?#]*-)?(?P<h>[0-9]{2,12})",
            address="https://www.linkedin.com/groups/{}",
            kind=Kind.GROUP,
            key="group",
            example="1234567",
        ),
        *(
            Form(
                path=f"{path}?gid={{}}",
                handle=r"[0-9]{2,12}",
                address="https://www.linkedin.com/groups/{}",
                kind=Kind.GROUP,
                key="group",
                example="1234567",
            )
            for path in ("groups", "groupRegistration", "grp/home")
        ),
        Form(
            path="edu/school?id={}",
            handle=NUMBER,
            address="https://www.linkedin.com/edu/{}",
            kind=Kind.EDU,
            key="edu",
            maybe=("school:{}",),
            example="11013",
        ),
        Form(path="edu/{}", address="https://www.linkedin.com/edu/{}", kind=Kind.EDU, key="edu", maybe=("school:{}",)),
        # The public profiles of before 2015: the name and three parts of a number.
        Form(
            path="pub/{*}",
            handle=r"[^\s/?#]{1,100}(?:/[0-9A-Za-z]{1,3}){3}",
            address="https://www.linkedin.com/pub/{}",
            kind=Kind.NAME,
            key="pub",
            example="poly-mtl/1a/2b/3c4",
        ),
        Form(
            path="profile/view?id={}",
            handle=r"[A-Za-z0-9_-]{6,80}",
            keeps_case=True,
            kind=Kind.MEMBER,
            key="view",
            address="https://www.linkedin.com/profile/view?id={}",
            example="AAkAAAAUPBYBUvwhRxT8bCEs3ZtRa",
        ),
        Form(
            path="sales/people/{}",
            keeps_case=True,
            kind=Kind.IDENTIFIER,
            key="sales",
            handle=r"[A-Za-z0-9_-]{6,200}",
            address="https://www.linkedin.com/sales/people/{}",
            example="ACwAAAUPBYBUvwhRxT8b",
        ),
    ),
    bare=("company/{}",),
    services=reserved(Reason.SHORTENER, "lnkd.in") | reserved(Reason.NOT_ACCOUNT, "licdn.com"),
    schemes={f"linkedin://{kind}/": f"linkedin.com/{kind}/" for kind in ("company", "school", "in")},
    reserved={
        **reserved(Reason.POST, "feed posts pulse embed news video articles newsletters"),
        **reserved(Reason.SHARE, "sharearticle share cws sharing shareactive share-offsite sharing-offsite"),
        **reserved(Reason.EVENT, "events"),
        **reserved(Reason.SEARCH, "search directory vsearch"),
        **reserved(Reason.HASHTAG, "hashtag"),
        **reserved(Reason.LOGIN, "login signup uas checkpoint authwall reg m"),
        **reserved(Reason.NO_HANDLE, "company school showcase in groups edu pub company-beta"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "jobs learning help legal talent business messaging mynetwork premium salary services advice about today topic title",
        ),
    },
    tails={
        **tabs(
            "about posts life jobs people insights admin mycompany home products services similar followers featured mediaroom"
        ),
        **tabs(
            "detail details recent-activity overlay alumni campuslife careers statistics en fr de es pt nl it members edit"
        ),
        **lists(Reason.EVENT, "events"),
        **lists(Reason.POST, "videos"),
    },
)

XING = Entry(
    slug="xing",
    ignores_case=False,
    name="Xing",
    mark="Xi",
    hosts=("xing.com", "touch.xing.com"),
    handle=r"[^\s/?#<>\"\\^`{|}\[\]@:;=*!$%]{1,120}",
    forms=(
        Form(path="profile/{}", address="https://www.xing.com/profile/{}", kind=Kind.PERSON, key="profile"),
        Form(
            path="pages/{}", address="https://www.xing.com/pages/{}", kind=Kind.PAGE, key="page", maybe=("company:{}",)
        ),
        Form(
            path="companies/{}",
            address="https://www.xing.com/pages/{}",
            kind=Kind.PAGE,
            key="page",
            maybe=("company:{}",),
        ),
        Form(
            path="company/{}",
            address="https://www.xing.com/company/{}",
            kind=Kind.COMPANY,
            key="company",
            maybe=("page:{}",),
        ),
        Form(
            path="communities/groups/{}",
            address="https://www.xing.com/communities/groups/{}",
            kind=Kind.GROUP,
            key="group",
        ),
        Form(path="net/{}", address="https://www.xing.com/communities/groups/{}", kind=Kind.GROUP, key="group"),
    ),
    bare=("pages/{}",),
    reserved={
        **reserved(Reason.SHARE, "spi social_plugins app social"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.LOGIN, "signup login start"),
        **reserved(Reason.EVENT, "events"),
        **reserved(Reason.POST, "news communities discover"),
    },
    tails=tabs("about updates employees jobs reviews cv portfolio web_profiles about_us news news-articles"),
)

CRUNCHBASE = Entry(
    slug="crunchbase",
    name="Crunchbase",
    mark="Cb",
    hosts=("crunchbase.com",),
    handle=r"[A-Za-z0-9_.-]{1,120}",
    forms=(
        Form(path="organization/{}", address="https://www.crunchbase.com/organization/{}", kind=Kind.COMPANY),
        Form(path="company/{}", address="https://www.crunchbase.com/organization/{}", kind=Kind.COMPANY),
        Form(path="financial-organization/{}", address="https://www.crunchbase.com/organization/{}", kind=Kind.COMPANY),
        Form(path="person/{}", address="https://www.crunchbase.com/person/{}", kind=Kind.PERSON, key="person"),
        Form(path="school/{}", address="https://www.crunchbase.com/school/{}", kind=Kind.SCHOOL, key="school"),
    ),
    reserved={
        **reserved(Reason.SEARCH, "search discover"),
        **reserved(Reason.NO_HANDLE, "organization person company"),
    },
    tails=tabs("company_financials people technology signals_and_news company_overview recent_investments timeline"),
)

ANGELLIST = Entry(
    slug="angellist",
    name="Wellfound",
    former_names=("AngelList", "AngelList Talent"),
    mark="Wf",
    hosts=("wellfound.com", "angel.co"),
    handle=r"[A-Za-z0-9_-]{1,80}",
    forms=(
        Form(path="company/{}", address="https://wellfound.com/company/{}", kind=Kind.COMPANY),
        Form(path="u/{}", address="https://wellfound.com/u/{}", kind=Kind.PERSON, key="u"),
        Form(path="p/{}", address="https://wellfound.com/p/{}", kind=Kind.MEMBER, key="p", maybe=("u:{}",)),
        Form(
            path="{}", host="angel.co", address="https://angel.co/{}", kind=Kind.NAME, key="name", maybe=("{}", "u:{}")
        ),
    ),
    reserved={
        **reserved(Reason.SEARCH, "jobs role location startups companies discover"),
        **reserved(Reason.LOGIN, "login join"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about help blog privacy terms recruit talent i syndicates funds invest"
            " pricing remote hiring-data candidates today salaries venture stack",
        ),
        **reserved(Reason.NO_HANDLE, "company u p"),
    },
    tails={**tabs("culture people funding overview culture_and_benefits followers"), **lists(Reason.POST, "jobs")},
)

NEXTDOOR = Entry(
    slug="nextdoor",
    name="Nextdoor",
    mark="Nd",
    hosts=(
        "nextdoor.com",
        "nextdoor.fr",
        "nextdoor.co.uk",
        "nextdoor.de",
        "nextdoor.ca",
        "ca.nextdoor.com",
        "us.nextdoor.com",
        "nextdoor.com.au",
    ),
    handle=ANY,
    forms=(
        Form(path="pages/{}", address="https://nextdoor.com/pages/{}", kind=Kind.PAGE),
        Form(path="agency-detail/*/*/{}", address="https://nextdoor.com/agency/{}", kind=Kind.COMPANY, key="agency"),
        Form(path="agency/{}", address="https://nextdoor.com/agency/{}", kind=Kind.COMPANY, key="agency"),
        Form(path="profile/{}", address="https://nextdoor.com/profile/{}", kind=Kind.PERSON, key="profile"),
    ),
    reserved={**reserved(Reason.POST, "p news_feed"), **reserved(Reason.LOGIN, "login join")},
)

ENTRIES = (LINKEDIN, XING, CRUNCHBASE, ANGELLIST, NEXTDOOR)
