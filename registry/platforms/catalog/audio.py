"""Music and talk: Spotify, SoundCloud, Apple Music, Deezer and kin."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, lists, never, reserved, tabs, things
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

_ID = r"[A-Za-z0-9]{3,40}"
SPOTIFY = Entry(
    slug="spotify",
    name="Spotify",
    mark="Sp",
    hosts=("open.spotify.com", "play.spotify.com", "spotify.com"),
    ignores_case=False,
    handle=_ID,
    skips=r"intl-[a-z]{2}(-[A-Za-z]{2})?|[a-z]{2}(-[a-z]{2})?",
    forms=(
        Form(
            path="artist/{}",
            address="https://open.spotify.com/artist/{}",
            kind=Kind.ARTIST,
            key="artist",
            example="4aXXDj9aZnlshx7mzj3W1N",
        ),
        Form(
            path="artist/{}",
            host="shop.spotify.com",
            address="https://open.spotify.com/artist/{}",
            kind=Kind.ARTIST,
            key="artist",
            example="4aXXDj9aZnlshx7mzj3W1N",
        ),
        never("user/*/playlist/{}", Reason.PLAYLIST),
        Form(path="user/{}", address="https://open.spotify.com/user/{}", handle=r"[A-Za-z0-9_.-]{2,60}"),
        Form(
            path="show/{}",
            address="https://open.spotify.com/show/{}",
            kind=Kind.SHOW,
            key="show",
            example="4rOoJ6Egrf8K2IrywzwOMk",
        ),
    ),
    bare=("user/{}",),
    services=reserved(Reason.SHORTENER, "spotify.link spoti.fi link.tospotify.com")
    | reserved(Reason.NOT_ACCOUNT, "accounts.spotify.com support.spotify.com"),
    schemes={"spotify:": "open.spotify.com/"},
    reserved={
        **reserved(Reason.POST, "track episode prerelease embed embed-podcast"),
        **reserved(Reason.PLAYLIST, "album playlist collection section genre"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.LOGIN, "login signup"),
    },
    tails={
        **tabs("about store discography followers following playlists concerts episodes related"),
        **things(Reason.PLAYLIST, "playlist"),
    },
)

SOUNDCLOUD = Entry(
    slug="soundcloud",
    name="SoundCloud",
    mark="Sc",
    hosts=("soundcloud.com",),
    handle=r"[A-Za-z0-9_-]{1,60}",
    forms=(Form(path="{}", address="https://soundcloud.com/{}"),),
    services=reserved(Reason.SHORTENER, "on.soundcloud.com snd.sc")
    | reserved(Reason.POST, "w.soundcloud.com api.soundcloud.com feeds.soundcloud.com"),
    reserved={
        **reserved(Reason.SEARCH, "search discover charts"),
        **reserved(Reason.HASHTAG, "tags"),
        **reserved(Reason.LOGIN, "signin login"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "pages upload you stream jobs imprint mobile terms-of-use for groups people stations go feed connect messages settings notifications",
        ),
    },
    tails={
        **tabs("tracks albums sets reposts popular-tracks followers following likes spotlight toptracks"),
        **things(Reason.POST, "s"),
        **lists(Reason.PLAYLIST, "sets"),
        **lists(Reason.POST, "comments"),
    },
    other_tail=Reason.POST,
)

_APPLE_ARTIST = "https://music.apple.com/artist/{}"
APPLE_MUSIC = Entry(
    slug="apple-music",
    name="Apple Music",
    former_names=("iTunes",),
    mark="Am",
    hosts=("music.apple.com", "itunes.apple.com", "geo.music.apple.com"),
    skips="[a-z]{2}",
    handle=r"(?:id)?(?P<h>[0-9]{3,15})",
    forms=(
        Form(path="artist/*/{}", address=_APPLE_ARTIST, kind=Kind.ARTIST, example="136975"),
        Form(path="artist/{}", address=_APPLE_ARTIST, kind=Kind.ARTIST, example="136975"),
        Form(
            path="profile/{}",
            handle=r"[A-Za-z0-9_.-]{1,60}",
            address="https://music.apple.com/profile/{}",
            key="profile",
        ),
    ),
    bare=("artist/{}",),
    reserved={
        **reserved(Reason.PLAYLIST, "album playlist station curator music-video"),
        **reserved(Reason.POST, "song"),
        **reserved(Reason.APP_STORE, "app developer book"),
        **reserved(Reason.SEARCH, "search browse"),
    },
    tails=tabs("see-all"),
)

DEEZER = Entry(
    slug="deezer",
    name="Deezer",
    mark="Dz",
    hosts=("deezer.com",),
    skips="[a-z]{2}",
    handle=NUMBER,
    forms=(
        Form(
            path="artist/{}", address="https://www.deezer.com/artist/{}", kind=Kind.ARTIST, key="artist", example="27"
        ),
        Form(path="profile/{}", address="https://www.deezer.com/profile/{}", example="908622995"),
        Form(path="show/{}", address="https://www.deezer.com/show/{}", kind=Kind.SHOW, key="show", example="1235862"),
    ),
    bare=("artist/{}",),
    schemes={"deezer://www.deezer.com/": "deezer.com/"},
    services=reserved(Reason.SHORTENER, "deezer.page.link link.deezer.com dzr.page.link"),
    reserved={
        **reserved(Reason.PLAYLIST, "album playlist channels smarttracklist mixes"),
        **reserved(Reason.POST, "track episode"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.LOGIN, "login register"),
    },
    tails=tabs("top_track albums playlists artists related_artist biography"),
    other_tail=Reason.POST,
)

ENTRIES = (
    SPOTIFY,
    SOUNDCLOUD,
    APPLE_MUSIC,
    DEEZER,
    simple("mixcloud", "Mixcloud", "Mc", "www.mixcloud.com", tails="uploads favorites listens playlists stream"),
    simple(
        "bandcamp",
        "Bandcamp",
        "Bc",
        "bandcamp.com",
        "{}.bandcamp.com",
        tails="music community merch releases",
        reserved=reserved(Reason.PLAYLIST, "album") | reserved(Reason.POST, "track"),
    ),
    simple("audiomack", "Audiomack", "Ak", "audiomack.com", "{}", tails="songs albums playlists"),
    simple("audius", "Audius", "Au", "audius.co", tails="tracks albums playlists reposts"),
    simple("bandlab", "BandLab", "Bd", "www.bandlab.com", tails="bands albums"),
    simple(
        "beatport",
        "Beatport",
        "Bp",
        "www.beatport.com",
        "artist/*/{}",
        kind=Kind.ARTIST,
        handle=NUMBER,
        example="12345",
        tails="tracks releases charts",
    ),
    simple(
        "lastfm",
        "Last.fm",
        "Lf",
        "www.last.fm",
        "user/{}",
        also="last.fm lastfm.com lastfm.fr lastfm.de",
        tails="library playlists listening-report",
    ),
    simple("pandora", "Pandora", "Pa", "www.pandora.com", "people/{}"),
    simple(
        "tidal",
        "TIDAL",
        "Ti",
        "tidal.com",
        "artist/{} browse/artist/{}",
        kind=Kind.ARTIST,
        handle=NUMBER,
        example="3221266",
        reserved=reserved(Reason.PLAYLIST, "browse album playlist"),
    ),
    simple(
        "clubhouse",
        "Clubhouse",
        "Ch",
        "www.clubhouse.com",
        "@{}",
        also="joinclubhouse.com",
        posts="room",
        forms=(Form(path="club/{}", address="https://www.clubhouse.com/club/{}", kind=Kind.GROUP, key="club"),),
    ),
)
