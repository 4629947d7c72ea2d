"""Podcasts and recorded courses: Apple Podcasts, iTunes U, and the hosts that shows live on."""

from registry.platforms.catalog.entry import Entry, Form, reserved
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

APPLE_PODCASTS = Entry(
    slug="apple-podcasts",
    name="Apple Podcasts",
    former_names=("iTunes Podcasts",),
    mark="Ap",
    hosts=("podcasts.apple.com",),
    skips="[a-z]{2}",
    handle=r"(?:id)?(?P<h>[0-9]{5,15})",
    forms=tuple(
        Form(
            path=path,
            host=host,
            address="https://podcasts.apple.com/podcast/id{}",
            kind=kind,
            key=key,
            example="id1234567890",
        )
        for host in ("podcasts.apple.com", "itunes.apple.com", "embed.podcasts.apple.com")
        for path, kind, key in (
            ("podcast/*/{}", Kind.SHOW, ""),
            ("podcast/{}", Kind.SHOW, ""),
        )
    ),
    bare=("podcast/{}",),
    schemes={
        f"{scheme}://{host}/": f"{host}/"
        for scheme in ("podcasts", "podcast", "itms", "itpc")
        for host in ("podcasts.apple.com", "itunes.apple.com")
    },
    query=reserved(Reason.POST, "i"),
    reserved=reserved(Reason.SEARCH, "search browse") | reserved(Reason.PLAYLIST, "channel genre"),
)
ITUNES_U = Entry(
    slug="itunes-u",
    name="iTunes U",
    mark="iU",
    hosts=("itunes.apple.com",),
    closed_on="2021",
    handle=r"(?:id)?(?P<h>[0-9]{3,15})",
    forms=(
        *(
            Form(
                path=path,
                host="itunes.apple.com",
                address=f"https://itunes.apple.com/{word}/id{{}}",
                kind=kind,
                key=key,
                example="id341593265",
            )
            for word, kind, key in (("institution", Kind.CHANNEL, ""), ("itunes-u", Kind.COLLECTION, "collection"))
            for path in (f"{word}/*/{{}}", f"{word}/{{}}")
        ),
        Form(
            path="WebObjects/Core.woa/Browse/{}",
            host="deimos.apple.com",
            handle=r"[A-Za-z0-9_.-]{2,80}",
            address="https://deimos.apple.com/WebObjects/Core.woa/Browse/{}",
            kind=Kind.NAME,
            key="deimos",
        ),
    ),
)

ENTRIES = (
    APPLE_PODCASTS,
    ITUNES_U,
    simple("podbean", "Podbean", "Pn", "www.podbean.com", "{}.podbean.com", kind=Kind.SHOW),
    simple("spreaker", "Spreaker", "Sk", "www.spreaker.com", "user/{} show/{} podcast/{}", kind=Kind.SHOW),
    simple("ausha", "Ausha", "Ah", "podcast.ausha.co", "{}", also="smartlink.ausha.co", kind=Kind.SHOW),
    simple("acast", "Acast", "Ac", "shows.acast.com", "{}", kind=Kind.SHOW, tails="episodes"),
    simple(
        "anchor",
        "Spotify for Podcasters",
        "An",
        "anchor.fm",
        "{}",
        kind=Kind.SHOW,
        former_names=("Anchor",),
        posts="s",
        forms=tuple(
            Form(path="pod/show/{}", host=f"{who}.spotify.com", address="https://anchor.fm/{}", kind=Kind.SHOW)
            for who in ("podcasters", "creators")
        ),
        bare=("{}",),
    ),
    simple(
        "ivoox",
        "iVoox",
        "Iv",
        "www.ivoox.com",
        "{}",
        kind=Kind.SHOW,
        handle=r"(?P<h>[a-z0-9-]+_sq_f?[0-9]+_[0-9]+)\.html",
        suffix=".html",
        example="podcast-polymtl_sq_f1634081_1.html",
    ),
)
