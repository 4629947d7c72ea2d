"""Where people meet, find places and lists of links: Meetup, Eventbrite, Foursquare, Yelp, BeReal, Linktree and kin."""

from registry.platforms.catalog.entry import Entry, Form, lists, reserved, tabs
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

_YELP = "com ca fr co.uk de nl be it es ie com.au ch at dk se no fi pl pt"
_EVENTBRITE = (
    "com fr ca co.uk de es it nl be ch at ie com.au com.br com.mx co.nz sg hk pt se dk fi com.ar cl co com.pe cz"
)

MEETUP = Entry(
    slug="meetup",
    name="Meetup",
    mark="Mu",
    hosts=("meetup.com", "meetup.eu"),
    skips=r"[a-z]{2}(?:-[A-Za-z]{2})?",
    handle=r"[A-Za-z0-9_-]{2,100}",
    forms=(
        Form(
            path="members/{}",
            handle="[0-9]{1,15}",
            address="https://www.meetup.com/members/{}",
            kind=Kind.PERSON,
            key="member",
            example="123456789",
        ),
        Form(path="pro/{}", address="https://www.meetup.com/pro/{}", kind=Kind.COMMUNITY, key="pro"),
        Form(path="{}", address="https://www.meetup.com/{}", kind=Kind.GROUP),
    ),
    bare=("{}",),
    services=reserved(Reason.SHORTENER, "meetu.ps"),
    reserved={
        **reserved(Reason.SEARCH, "find topics cities"),
        **reserved(Reason.LOGIN, "login register"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about help blog apps jobs privacy terms home account media create start messages meetup_api organizer pricing your-events",
        ),
    },
    tails={
        **tabs("members about messages join fr de es"),
        **lists(Reason.POST, "photos discussions"),
        **lists(Reason.EVENT, "events"),
    },
)

EVENTBRITE = Entry(
    slug="eventbrite",
    name="Eventbrite",
    mark="Eb",
    hosts=tuple(f"eventbrite.{end}" for end in _EVENTBRITE.split()),
    handle=r"(?:[^/?#]*-)?(?P<h>[0-9]{6,15})",
    forms=(
        Form(
            path="o/{}",
            address="https://www.eventbrite.com/o/{}",
            kind=Kind.ORGANISER,
            example="polytechnique-montreal-12345678901",
        ),
        Form(path="org/{}", address="https://www.eventbrite.com/o/{}", kind=Kind.ORGANISER, example="12345678901"),
        Form(
            path="cc/{}",
            address="https://www.eventbrite.com/cc/{}",
            kind=Kind.COLLECTION,
            key="collection",
            example="polymtl-123456",
        ),
        *(
            Form(
                path="",
                host=f"{{}}.eventbrite.{end}",
                handle=r"[a-z0-9-]{2,60}",
                address="https://{}.eventbrite.com",
                kind=Kind.NAME,
                key="site",
            )
            for end in ("com", "ca", "fr", "co.uk")
        ),
    ),
    bare=("o/{}",),
    reserved={
        **reserved(Reason.EVENT, "e x event"),
        **reserved(Reason.SEARCH, "d b"),
        **reserved(Reason.LOGIN, "signin login signup"),
    },
)

ENTRIES = (
    MEETUP,
    EVENTBRITE,
    simple(
        "foursquare",
        "Foursquare",
        "Fs",
        "foursquare.com",
        closed_on="2025",
        forms=(
            *(
                Form(
                    path=path,
                    handle="[0-9a-f]{24}",
                    address="https://foursquare.com/v/{}",
                    kind=Kind.PLACE,
                    key="v",
                    example="4b5e662af964a520a18c29e3",
                )
                for path in ("v/*/{}", "v/{}", "venue/{}")
            ),
            *(
                Form(
                    path=path,
                    handle="[0-9]{1,15}",
                    address="https://foursquare.com/user/{}",
                    kind=Kind.MEMBER,
                    key="user",
                    example="1234567",
                )
                for path in ("user/{}", "p/*/{}")
            ),
        ),
        bare=("{}",),
        reserved=reserved(Reason.NO_HANDLE, "user v venue p"),
        posts="city-guide top-places item products",
        tails="lists tips",
        extra_tails=lists(Reason.PLAYLIST, "list"),
        locales=True,
    ),
    simple(
        "yelp",
        "Yelp",
        "Ye",
        "www.yelp.com",
        "biz/{}",
        also=" ".join(f"yelp.{end}" for end in _YELP.split()[1:]) + " fr.yelp.ca",
        locales=True,
        handle=r"[^\s/?#<>\"\\]{2,120}",
        kind=Kind.PLACE,
        forms=(
            Form(
                path="user_details?userid={}",
                handle=r"[A-Za-z0-9_-]{15,30}",
                keeps_case=True,
                address="https://www.yelp.com/user_details?userid={}",
                kind=Kind.PERSON,
                key="user",
                example="BAEvl8NTA95MRLkvhlxpSQ",
            ),
        ),
        bare=("biz/{}",),
    ),
    simple(
        "tripadvisor",
        "Tripadvisor",
        "Ta",
        "www.tripadvisor.com",
        "Profile/{} members/{}",
        also="tripadvisor.fr tripadvisor.ca tripadvisor.co.uk",
        locales=True,
    ),
    simple("bereal", "BeReal", "Br", "bereal.com", "{}", also="bere.al"),
    simple("linktree", "Linktree", "Lt", "linktr.ee", handle=r"[A-Za-z0-9_.-]{1,60}", posts="s marketplace"),
    simple("beacons", "Beacons", "Bn", "beacons.ai", also="beacons.page"),
    simple("lnk-bio", "Lnk.Bio", "Lb", "lnk.bio"),
    simple("campsite", "Campsite", "Cp", "campsite.bio"),
    simple("allmylinks", "AllMyLinks", "Al", "allmylinks.com"),
    simple("linkin-bio", "Later Link in Bio", "Lk", "linkin.bio"),
    simple("taplink", "Taplink", "Tp", "taplink.cc", also="taplink.at"),
    simple("bio-link", "Bio Link", "Bi", "bio.link"),
    simple("solo-to", "solo.to", "St", "solo.to"),
    simple("carrd", "Carrd", "Cd", "carrd.co", "{}.carrd.co"),
    simple("aboutme", "about.me", "Ab", "about.me"),
    simple("calendly", "Calendly", "Cy", "calendly.com"),
    simple(
        "skyrock",
        "Skyrock",
        "Sy",
        "skyrock.com",
        "{}.skyrock.com {}.skyblog.com",
        kind=Kind.BLOG,
        closed_on="2023-08-21",
    ),
    simple(
        "gofundme",
        "GoFundMe",
        "Gf",
        "www.gofundme.com",
        "u/{}",
        posts="f",
        forms=(Form(path="o/{}", address="https://www.gofundme.com/o/{}", kind=Kind.PAGE, key="o"),),
    ),
    simple("helloasso", "HelloAsso", "Ha", "www.helloasso.com", "associations/{}", kind=Kind.PAGE),
    simple("change-org", "Change.org", "Cg", "www.change.org", "o/{} u/{}", posts="petitions"),
)
