"""Platforms that closed, as old inventories and link lists still name them."""

from registry.platforms.catalog.entry import Entry, Form, reserved, tabs
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

GOOGLE_PLUS = Entry(
    slug="google-plus",
    name="Google+",
    mark="G+",
    hosts=("plus.google.com", "plus.sandbox.google.com"),
    closed_on="2019-04-02",
    handle=r"\+?(?P<h>[0-9]{15,25})",
    skips="[ub]",
    repeats=True,
    forms=(
        *(
            form
            for lead in ("", "*/")
            for form in (
                Form(
                    path=f"{lead}communities/{{}}",
                    address="https://plus.google.com/communities/{}",
                    kind=Kind.COMMUNITY,
                    key="community",
                    example="111111111111111111111",
                ),
                Form(path=f"{lead}{{}}", address="https://plus.google.com/{}", example="111111111111111111111"),
                Form(
                    path=f"{lead}+{{}}",
                    handle=r"[^\s/?#+0-9][^\s/?#+]{1,80}",
                    address="https://plus.google.com/+{}",
                    kind=Kind.NAME,
                    key="+",
                ),
            )
        ),
    ),
    reserved={
        **reserved(Reason.SHARE, "share"),
        **reserved(Reason.SEARCH, "s explore discover"),
        **reserved(Reason.EVENT, "events"),
        **reserved(Reason.POST, "photos hangouts collection"),
    },
    tails=tabs("posts about photos videos plusones reviews"),
    other_tail=Reason.POST,
)

ENTRIES = (
    GOOGLE_PLUS,
    simple(
        "myspace",
        "Myspace",
        "My",
        "myspace.com",
        "{}",
        also="profile.myspace.com vids.myspace.com uk.myspace.com fr.myspace.com",
        posts="article",
        tails="music mixes connections bio",
        locales=True,
    ),
    simple("vine", "Vine", "Vn", "vine.co", "u/{} {}", posts="v tags", closed_on="2017-01-17"),
    simple("storify", "Storify", "Sf", "storify.com", closed_on="2018-05-16"),
    simple("periscope", "Periscope", "Pe", "www.pscp.tv", "{}", also="periscope.tv", posts="w", closed_on="2021-03-31"),
    simple("meerkat", "Meerkat", "Mk", "meerkatapp.co", closed_on="2016"),
    simple("klout", "Klout", "Kl", "klout.com", "{} user/{}", closed_on="2018-05-25"),
    simple(
        "ustream",
        "Ustream",
        "Us",
        "www.ustream.tv",
        "channel/{}",
        forms=(
            Form(path="user/{}", address="https://www.ustream.tv/user/{}", kind=Kind.USER, key="user"),
            Form(path="{}", address="https://www.ustream.tv/{}", kind=Kind.NAME, key="name", maybe=("{}", "user:{}")),
        ),
        bare=("channel/{}",),
        posts="recorded",
        tails="shows",
        closed_on="2018",
    ),
    simple(
        "msn-groups",
        "MSN Groups",
        "Mg",
        "groups.msn.com",
        kind=Kind.GROUP,
        closed_on="2009-02-21",
        tails="home.htm messages.msnw",
    ),
    simple(
        "yahoo-groups",
        "Yahoo! Groupes",
        "Yg",
        "groups.yahoo.com",
        "group/{} neo/groups/{}",
        kind=Kind.GROUP,
        closed_on="2020-12-15",
        also="fr.groups.yahoo.com",
        tails="info messages",
    ),
    simple(
        "yahoo",
        "Yahoo! Profiles",
        "Ya",
        "profile.yahoo.com",
        "{}",
        also="me.yahoo.com local.yahoo.com profiles.yahoo.com pulse.yahoo.com",
        closed_on="2013",
    ),
    simple("friendfeed", "FriendFeed", "Fd", "friendfeed.com", closed_on="2015-04-09"),
    simple("delicious", "Delicious", "De", "del.icio.us", also="delicious.com", closed_on="2017"),
    simple(
        "digg",
        "Digg",
        "Dg",
        "digg.com",
        "users/{} @{} u/{}",
        tails="history diggs",
        reserved=reserved(Reason.SHARE, "submit"),
    ),
    simple("posterous", "Posterous", "Po", "posterous.com", "{}.posterous.com", kind=Kind.BLOG, closed_on="2013-04-30"),
    simple("blip", "Blip", "Bp", "blip.tv", closed_on="2015-08-20"),
    simple("picasa", "Picasa Web Albums", "Pc", "picasaweb.google.com", closed_on="2016"),
    simple("mixer", "Mixer", "Mx", "mixer.com", closed_on="2020-07-22"),
    simple("path", "Path", "Pa", "path.com", closed_on="2018-10-18"),
    simple("ello", "Ello", "El", "ello.co", closed_on="2023", posts="post"),
    simple("koo", "Koo", "Kx", "www.kooapp.com", "profile/{}", closed_on="2024-07"),
    simple("cohost", "Cohost", "Ct", "cohost.org", closed_on="2024-12-31"),
    simple("post-news", "Post", "Ps", "post.news", "@/{} {}", closed_on="2024-05-31"),
    simple("formspring", "Formspring", "Fm", "www.formspring.me", closed_on="2013", tails="r"),
    simple("identica", "Identi.ca", "Id", "identi.ca"),
    simple("netvibes", "Netvibes", "Nv", "www.netvibes.com", closed_on="2025-06-02"),
    simple(
        "scoop-it",
        "Scoop.it",
        "Si",
        "www.scoop.it",
        "u/{}",
        forms=(
            Form(path="topic/{}", address="https://www.scoop.it/topic/{}", kind=Kind.TOPIC, key="topic"),
            Form(path="t/{}", address="https://www.scoop.it/topic/{}", kind=Kind.TOPIC, key="topic"),
        ),
        bare=("u/{}",),
    ),
    simple("paper-li", "Paper.li", "Pi", "paper.li", closed_on="2023-04-20"),
    simple("yammer", "Viva Engage", "Va", "www.yammer.com", "{}", former_names=("Yammer",), kind=Kind.GROUP),
)
