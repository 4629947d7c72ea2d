"""Networks of short things: Bluesky, Snapchat, TikTok, Pinterest, Reddit, Tumblr."""

from registry.platforms.catalog.entry import LABEL, Entry, Form, lists, reserved, tabs, things
from registry.platforms.kinds import Kind, Reason

BLUESKY_NAME = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,62}"

BLUESKY = Entry(
    slug="bluesky",
    name="Bluesky",
    mark="Bs",
    hosts=("bsky.app", "staging.bsky.app"),
    handle=BLUESKY_NAME,
    forms=(
        Form(path="profile/{}", address="https://bsky.app/profile/{}", example="polymtl.bsky.social"),
        Form(path="profile/@{}", address="https://bsky.app/profile/{}", example="polymtl.bsky.social"),
        Form(
            path="profile/{}",
            handle=r"did:(?:plc:[a-z0-9]{8,64}|web:[A-Za-z0-9.-]{4,200})",
            address="https://bsky.app/profile/{}",
            kind=Kind.IDENTIFIER,
            example="did:plc:z72i7hdynmk6r22z27h6tvur",
        ),
        # A name without its domain is not valid there; people who write one mean the platform's own domain.
        Form(path="profile/{}", handle=LABEL, suffix=".bsky.social", address="https://bsky.app/profile/{}"),
        Form(
            path="", host="{}.bsky.social", handle=LABEL, suffix=".bsky.social", address="https://bsky.app/profile/{}"
        ),
    ),
    services=reserved(Reason.NOT_ACCOUNT, "bsky.dev bsky.network blueskyweb.xyz"),
    schemes={"at://": "bsky.app/profile/"} | {f"did:{by}:": f"bsky.app/profile/did:{by}:" for by in ("plc", "web")},
    reserved={
        **reserved(Reason.SHARE, "intent"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.HASHTAG, "hashtag"),
    },
    tails={
        **tabs("followers follows following known-followers labeler media rss search"),
        **things(Reason.POST, "post app.bsky.feed.post"),
        **lists(Reason.NOT_ACCOUNT, "feed lists"),
    },
)

SNAPCHAT = Entry(
    slug="snapchat",
    name="Snapchat",
    mark="Sn",
    hosts=("snapchat.com",),
    handle=r"[A-Za-z0-9][A-Za-z0-9_.-]{0,29}",
    forms=(
        Form(path="add/{}", address="https://www.snapchat.com/@{}"),
        Form(path="add/@{}", address="https://www.snapchat.com/@{}"),
        Form(path="@{}", address="https://www.snapchat.com/@{}"),
        *(
            Form(path=path, host="story.snapchat.com", address="https://www.snapchat.com/@{}")
            for path in ("@{}", "u/{}")
        ),
        Form(
            path="p/{}",
            handle=r"[0-9a-f-]{36}",
            address="https://www.snapchat.com/p/{}",
            kind=Kind.PAGE,
            key="p",
            example="1b2c3d4e-0000-4000-8000-000000000000",
        ),
    ),
    services=reserved(Reason.POST, "map.snapchat.com"),
    schemes={"snapchat://add/": "snapchat.com/add/"},
    skips=r"[a-z]{2}-[A-Z]{2}",
    reserved={
        **reserved(Reason.POST, "spotlight t lens unlock"),
        **reserved(Reason.SEARCH, "explore search discover"),
        **reserved(Reason.NOT_ACCOUNT, "download business create scan ads"),
    },
    tails={**things(Reason.POST, "spotlight highlight")},
    other_tail=Reason.POST,
)

TIKTOK = Entry(
    slug="tiktok",
    name="TikTok",
    mark="Tk",
    hosts=("tiktok.com",),
    handle=r"[A-Za-z0-9_.]{1,30}",
    forms=(
        Form(path="@{}", address="https://www.tiktok.com/@{}"),
        Form(path="share/user/@{}", address="https://www.tiktok.com/@{}"),
    ),
    services=reserved(Reason.SHORTENER, "vm.tiktok.com vt.tiktok.com")
    | reserved(Reason.NOT_ACCOUNT, "tiktokapis.com tiktokcdn.com tiktokv.com"),
    reserved={
        **reserved(Reason.POST, "embed v t player"),
        **reserved(Reason.HASHTAG, "tag challenge"),
        **reserved(Reason.SEARCH, "search discover explore"),
        **reserved(Reason.PLAYLIST, "music sticker effect"),
        **reserved(Reason.LOGIN, "login signup"),
        **reserved(Reason.SHARE, "share upload"),
    },
    tails={
        **things(Reason.POST, "video photo live"),
        **things(Reason.PLAYLIST, "playlist"),
        **tabs("followers following liked"),
    },
)

_PIN = "ca co.uk fr de es it jp com.au com.mx pt at ch nl se dk ie nz cl ph ru be co.kr in com.br com.ar com.co com.pe com.uy com.ec com.bo"
PINTEREST = Entry(
    slug="pinterest",
    name="Pinterest",
    mark="Pi",
    hosts=("pinterest.com", *(f"pinterest.{end}" for end in _PIN.split())),
    locales=True,
    handle=r"[A-Za-z0-9_-]{1,50}",
    forms=(
        Form(path="{}", address="https://www.pinterest.com/{}"),
        Form(path="_/_/{}", address="https://www.pinterest.com/{}"),
    ),
    bare=("{}",),
    schemes={"pinterest://user/": "pinterest.com/"},
    services=reserved(Reason.SHORTENER, "pin.it"),
    reserved={
        **reserved(Reason.POST, "pin"),
        **reserved(Reason.SEARCH, "search ideas explore today categories topics"),
        **reserved(Reason.LOGIN, "login signup"),
        **reserved(Reason.SHARE, "pinit"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "business about settings help policy _ resource source homefeed discover videos shopping offsite pin-builder",
        ),
    },
    tails=tabs("_saved _created _shop pins boards followers following saved created likes"),
    other_tail=Reason.PLAYLIST,
)

REDDIT = Entry(
    slug="reddit",
    name="Reddit",
    mark="Re",
    hosts=(
        "reddit.com",
        "old.reddit.com",
        "new.reddit.com",
        "np.reddit.com",
        "i.reddit.com",
        "amp.reddit.com",
        "sh.reddit.com",
    ),
    locales=True,
    handle=r"[A-Za-z0-9_-]{1,30}",
    forms=(
        Form(path="user/{}", address="https://www.reddit.com/user/{}"),
        Form(path="u/{}", address="https://www.reddit.com/user/{}"),
        Form(
            path="r/{}",
            handle=r"(?!(?i:all|popular|friends|mod|random|randnsfw)$)(?P<h>[A-Za-z0-9_]{2,30})(?:\.(?:json|rss))?",
            kind=Kind.COMMUNITY,
            key="r",
            address="https://www.reddit.com/r/{}",
        ),
    ),
    services=reserved(Reason.POST, "redd.it v.redd.it i.redd.it preview.redd.it"),
    reserved={
        **reserved(Reason.SHARE, "submit"),
        **reserved(Reason.POST, "comments gallery video"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.LOGIN, "login register"),
        **reserved(Reason.NO_HANDLE, "r u user"),
    },
    tails={
        **tabs(
            "about overview submitted new hot top rising wiki rules best controversial gilded saved upvoted downvoted hidden"
        ),
        **tabs("moderators .json .rss .compact about.json"),
        **lists(Reason.POST, "comments"),
        **things(Reason.POST, "s"),
        **things(Reason.SHARE, "submit"),
        **things(Reason.SEARCH, "search"),
        **things(Reason.NOT_ACCOUNT, "m"),
    },
    other_tail=Reason.POST,
)

TUMBLR = Entry(
    slug="tumblr",
    name="Tumblr",
    mark="Tu",
    hosts=("tumblr.com",),
    handle=r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?",
    forms=(
        Form(path="blog/view/{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="blog/{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="follow/{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="", host="{}.tumblr.com", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="@{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
    ),
    bare=("{}",),
    services=reserved(Reason.POST, "media.tumblr.com") | reserved(Reason.SHORTENER, "tmblr.co t.umblr.com"),
    reserved={
        **reserved(Reason.SHARE, "share widgets"),
        **reserved(Reason.HASHTAG, "tagged"),
        **reserved(Reason.SEARCH, "search explore trending"),
        **reserved(Reason.LOGIN, "login register"),
        **reserved(Reason.NO_HANDLE, "blog"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "dashboard settings about policy help jobs apps tips communities live docs security inbox",
        ),
    },
    tails={
        **tabs("archive about ask submit likes following rss mobile page"),
        **things(Reason.POST, "post image"),
        **things(Reason.HASHTAG, "tagged"),
        **things(Reason.SEARCH, "search"),
    },
    other_tail=Reason.POST,
)

ENTRIES = (BLUESKY, SNAPCHAT, TIKTOK, PINTEREST, REDDIT, TUMBLR)
