"""Long texts and blogs: Medium, Substack, WordPress, Blogger, Ghost."""

from registry.platforms.catalog.entry import LABEL, NUMBER, Entry, Form, lists, reserved, tabs, things
from registry.platforms.kinds import Kind, Reason

MEDIUM = Entry(
    slug="medium",
    name="Medium",
    mark="Me",
    hosts=("medium.com",),
    handle=r"[A-Za-z0-9_.-]{1,60}",
    forms=(
        Form(path="@{}", address="https://medium.com/@{}"),
        Form(
            path="u/{}",
            handle=r"[0-9a-f]{8,12}",
            address="https://medium.com/u/{}",
            kind=Kind.IDENTIFIER,
            key="u",
            example="b3d3d3653c2c",
        ),
        Form(path="feed/@{}", address="https://medium.com/@{}"),
        Form(
            path="feed/{}",
            address="https://medium.com/{}",
            kind=Kind.PUBLICATION,
            key="publication",
            maybe=("site:{}",),
        ),
        # A sub-domain is the site of a person or of a publication: only Medium knows which.
        Form(
            path="",
            host="{}.medium.com",
            handle=LABEL,
            address="https://{}.medium.com",
            kind=Kind.BLOG,
            key="site",
            maybe=("{}", "publication:{}"),
        ),
        Form(path="{}", address="https://medium.com/{}", kind=Kind.PUBLICATION, key="publication", maybe=("site:{}",)),
    ),
    services=reserved(Reason.SHORTENER, "link.medium.com"),
    reserved={
        **reserved(Reason.POST, "p s"),
        **reserved(Reason.HASHTAG, "tag tags topic topics"),
        **reserved(Reason.SEARCH, "search explore-topics"),
        **reserved(Reason.LOGIN, "m login signin"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about creators jobs membership me new-story policy plans help feed r jobs-at-medium"
            " gift business partner-program earn",
        ),
    },
    tails=tabs("about followers following has-recommended latest archive lists subscribe all newsletter"),
    other_tail=Reason.POST,
)

SUBSTACK = Entry(
    slug="substack",
    name="Substack",
    mark="Su",
    hosts=("substack.com",),
    handle=r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}",
    forms=(
        Form(path="", host="{}.substack.com", handle=LABEL, address="https://{}.substack.com", kind=Kind.PUBLICATION),
        Form(
            path="pub/{}",
            host="open.substack.com",
            handle=LABEL,
            address="https://{}.substack.com",
            kind=Kind.PUBLICATION,
        ),
        Form(path="@{}", address="https://substack.com/@{}", kind=Kind.PERSON, key="@"),
        Form(
            path="profile/{}",
            handle=r"[0-9]+-[A-Za-z0-9-]+",
            address="https://substack.com/profile/{}",
            kind=Kind.IDENTIFIER,
            key="profile",
            example="1234-polymtl",
        ),
    ),
    bare=("@{}",),
    reserved={
        **reserved(Reason.POST, "home note inbox"),
        **reserved(Reason.SEARCH, "search browse discover"),
        **reserved(Reason.LOGIN, "sign-in signup"),
        **reserved(Reason.NOT_ACCOUNT, "about going-paid privacy tos app"),
    },
    tails={
        **tabs(
            "about archive posts likes podcast subscribe reads people recommendations coming-soon feed embed leaderboard"
        ),
        **lists(Reason.POST, "notes"),
    },
    other_tail=Reason.POST,
)

WORDPRESS = Entry(
    slug="wordpress",
    name="WordPress.com",
    mark="Wp",
    hosts=("wordpress.com", "profiles.wordpress.org"),
    handle=r"[A-Za-z0-9_.-]{1,60}",
    forms=(
        Form(path="", host="{}.wordpress.com", handle=LABEL, address="https://{}.wordpress.com", kind=Kind.BLOG),
        Form(
            path="people/{}",
            host="wordpress.com",
            address="https://wordpress.com/people/{}",
            kind=Kind.PERSON,
            key="people",
        ),
        Form(
            path="{}",
            host="profiles.wordpress.org",
            address="https://profiles.wordpress.org/{}",
            kind=Kind.MEMBER,
            key="org",
        ),
    ),
    services=reserved(Reason.SHORTENER, "wp.me") | reserved(Reason.NOT_ACCOUNT, "wordpress.org wordpress.tv wp.com"),
    reserved={
        **reserved(Reason.LOGIN, "log-in start wp-login.php"),
        **reserved(Reason.HASHTAG, "tag"),
        **reserved(Reason.SEARCH, "read discover"),
    },
    tails={**tabs("about a-propos contact feed"), **things(Reason.HASHTAG, "tag category")},
    query=reserved(Reason.POST, "p"),
    other_tail=Reason.POST,
)

_BLOGSPOT = (
    "com fr ca de be ch co.uk it es pt nl in jp mx com.br com.au com.ar com.es at dk fi gr hu ie no pl ro ru se sg"
    " com.tr com.co com.eg com.by com.cy com.mt com.ng com.uy co.at co.id co.il co.ke co.nz co.za ae al am ba bg cl cz hk hr"
    " is kr li lt lu md mk my pe qa re rs si sk sn tw ug vn"
)
BLOGGER = Entry(
    slug="blogger",
    name="Blogger",
    former_names=("Blogspot",),
    mark="Bl",
    hosts=("blogger.com",),
    handle=LABEL,
    forms=(
        *(
            Form(path="", host=f"{{}}.blogspot.{end}", address="https://{}.blogspot.com", kind=Kind.BLOG)
            for end in _BLOGSPOT.split()
        ),
        Form(
            path="profile/{}",
            host="blogger.com",
            handle=NUMBER,
            address="https://www.blogger.com/profile/{}",
            kind=Kind.PERSON,
            key="profile",
            example="00147102648704917694",
        ),
    ),
    reserved={**reserved(Reason.SHARE, "blog-this.g blog_this.pyra"), **reserved(Reason.LOGIN, "go start")},
    tails={**tabs("feeds index.html"), **lists(Reason.POST, "p"), **lists(Reason.SEARCH, "search")},
    other_tail=Reason.POST,
)

GHOST = Entry(
    slug="ghost",
    name="Ghost",
    mark="Gs",
    hosts=("ghost.org",),
    handle=LABEL,
    forms=(Form(path="", host="{}.ghost.io", address="https://{}.ghost.io", kind=Kind.BLOG),),
    tails={**tabs("about rss"), **lists(Reason.POST, "author"), **things(Reason.HASHTAG, "tag")},
    other_tail=Reason.POST,
)

ENTRIES = (MEDIUM, SUBSTACK, WORDPRESS, BLOGGER, GHOST)
