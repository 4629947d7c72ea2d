"""Pictures and design: Flickr, Behance, Dribbble, DeviantArt, ArtStation and kin."""

from registry.platforms.catalog.entry import Entry, Form, lists, never, reserved, tabs
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

_NSID = r"[0-9]{4,14}@N[0-9]{2}"
_FLICKR = "https://www.flickr.com/photos/{}"


def _flickr(path: str, **others: object) -> tuple[Form, Form]:
    """The two names of an account: its number, whose letter is a capital, and the alias that it chose."""
    number = Form(path=path, handle=_NSID, keeps_case=True, address=_FLICKR, example="51986662@N05", **others)
    return number, Form(path=path, address=_FLICKR, **others)


FLICKR = Entry(
    slug="flickr",
    name="Flickr",
    mark="Fl",
    hosts=("flickr.com", "secure.flickr.com"),
    handle=r"[A-Za-z0-9_-]{2,60}",
    forms=(
        never("photos/tags/{}", Reason.HASHTAG),
        *_flickr("photos/{}"),
        *_flickr("people/{}"),
        Form(
            path="groups/{}",
            handle=rf"{_NSID}|[A-Za-z0-9_-]{{2,60}}",
            keeps_case=True,
            kind=Kind.GROUP,
            key="group",
            address="https://www.flickr.com/groups/{}",
            tails=lists(Reason.POST, "discuss"),
        ),
        *_flickr("{}"),
    ),
    bare=("photos/{}",),
    services=reserved(Reason.SHORTENER, "flic.kr")
    | reserved(Reason.POST, "staticflickr.com static.flickr.com")
    | reserved(Reason.NOT_ACCOUNT, "flickr.net flickrhelp.com"),
    reserved={
        **reserved(Reason.SEARCH, "search explore commons map"),
        **reserved(Reason.LOGIN, "signin signup"),
        **reserved(Reason.SHARE, "share"),
        **reserved(Reason.NO_HANDLE, "photos people groups"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "browser-upgrade about help services account cameras events prints apps creativecommons photo.gne slideshow jobs",
        ),
    },
    tails={
        **tabs(
            "about faves collections galleries tags map archives stats friends contacts groups favorites discuss members pool"
        ),
        **tabs("photosof with profile show popular-interesting"),
        **tabs(" ".join(f"page{number}" for number in range(1, 100))),
        **lists(Reason.PLAYLIST, "sets albums galleries collections"),
    },
    other_tail=Reason.POST,
)

ENTRIES = (
    FLICKR,
    simple(
        "behance",
        "Behance",
        "Be",
        "www.behance.net",
        also="be.net",
        posts="gallery galleries joblist live hire for_you misc moodboard collection",
        tails="projects appreciated info work moodboards",
        locales=True,
    ),
    simple(
        "dribbble",
        "Dribbble",
        "Dr",
        "dribbble.com",
        posts="shots stories goods designers pro teams resources meetups session colors",
        tails="shots projects collections members",
    ),
    simple(
        "deviantart",
        "DeviantArt",
        "Da",
        "www.deviantart.com",
        "{} {}.deviantart.com",
        tails="gallery favourites journal shop art posts",
        posts="core-membership daily-deviations groups forum watch",
    ),
    simple(
        "artstation",
        "ArtStation",
        "As",
        "www.artstation.com",
        "{} {}.artstation.com artist/{}",
        posts="artwork",
        tails="albums profile store",
    ),
    simple("unsplash", "Unsplash", "Un", "unsplash.com", "@{}", posts="photos s t", tails="collections stats"),
    simple("500px", "500px", "5p", "500px.com", "p/{} {}", posts="editors", tails="galleries"),
    simple("vsco", "VSCO", "Vs", "vsco.co", tails="gallery collection journal"),
    simple("imgur", "Imgur", "Im", "imgur.com", "user/{}", posts="gallery a t", tails="submitted"),
    simple("giphy", "GIPHY", "Gi", "giphy.com", "{} @{} channel/{}", posts="gifs stickers clips"),
    simple("dispo", "Dispo", "Do", "dispo.fun", "@{}"),
    simple("photobucket", "Photobucket", "Pb", "photobucket.com", "u/{} user/{}/library", tails="library"),
    simple("smugmug", "SmugMug", "Sm", "www.smugmug.com", "{}.smugmug.com"),
)
