"""The general social networks: X, Facebook, Instagram, Threads, Snapchat, TikTok, Pinterest, Reddit, Tumblr, Bluesky."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, Tail, lists, never, reserved, tabs, things
from registry.platforms.kinds import Kind, Reason

X = Entry(
    slug="x",
    name="X",
    former_names=("Twitter",),
    mark="X",
    hosts=("x.com", "twitter.com"),
    handle=r"[A-Za-z0-9_]{1,20}",
    forms=(Form(path="{}", address="https://x.com/{}"),),
    services={
        **reserved(Reason.SHORTENER, "t.co"),
        **reserved(
            Reason.POST, "platform.twitter.com pic.twitter.com cards.twitter.com publish.twitter.com embed.twitter.com"
        ),
    },
    reserved={
        **reserved(Reason.SHARE, "intent share widgets"),
        **reserved(Reason.SEARCH, "search search-advanced search-home explore"),
        **reserved(Reason.HASHTAG, "hashtag hashtags trends"),
        **reserved(Reason.POST, "i status statuses moments events oauth"),
        **reserved(Reason.LOGIN, "login logout signup account sessions oauth2"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "home privacy tos about help settings notifications messages compose jobs download en fr rules"
            " javascripts invitations who_to_follow user_timeline personalization logged_out",
        ),
    },
    tails={
        **tabs(
            "followers following verified_followers media likes favorites with_replies highlights photo header_photo about"
        ),
        **tabs("affiliates articles subs superfollows topics lists memberships communities"),
        **things(Reason.POST, "status statuses moments events article broadcasts spaces"),
        "lists": Tail(deeper=Reason.NOT_ACCOUNT),
    },
    query=reserved(Reason.POST, "tweetId"),
    root_query=Reason.NO_HANDLE,
)

FACEBOOK_ID = r"(?:[^/?#]*-)?(?P<h>[0-9]{5,20})"

FACEBOOK = Entry(
    slug="facebook",
    name="Facebook",
    mark="Fb",
    hosts=(
        "facebook.com",
        "fb.com",
        "web.facebook.com",
        "mbasic.facebook.com",
        "touch.facebook.com",
        "business.facebook.com",
        "l.facebook.com",
        "free.facebook.com",
        "new.facebook.com",
        "beta.facebook.com",
        "iphone.facebook.com",
        "ja-jp.facebook.com",
    ),
    locales=True,
    ignores_dots=True,
    handle=r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?",
    forms=(
        Form(path="{}", host="m.me", address="https://www.facebook.com/{}"),
        Form(path="profile.php?id={}", handle=NUMBER, address="https://www.facebook.com/{}", example="100064000000001"),
        Form(
            path="pages/category/*/{}",
            handle=FACEBOOK_ID,
            address="https://www.facebook.com/{}",
            example="Polymtl-106856810743035",
        ),
        Form(path="pages/*/*/{}", handle=NUMBER, address="https://www.facebook.com/{}", example="28902055276"),
        Form(path="pages/*/{}", handle=NUMBER, address="https://www.facebook.com/{}", example="136880189673357"),
        Form(
            path="people/*/{}", handle=r"[0-9]{3,20}", address="https://www.facebook.com/{}", example="100064000000001"
        ),
        Form(path="p/{}", handle=FACEBOOK_ID, address="https://www.facebook.com/{}", example="Polymtl-100064000000001"),
        Form(path="pg/{}", address="https://www.facebook.com/{}"),
        Form(
            path="groups/{}",
            handle=r"[A-Za-z0-9._-]{2,100}",
            kind=Kind.GROUP,
            key="group",
            address="https://www.facebook.com/groups/{}",
            tails={
                **things(Reason.POST, "posts permalink"),
                **tabs("members about media files user announcements buy_sell_discussion"),
            },
            other_tail=Reason.POST,
        ),
        Form(
            path="{}",
            handle=r"[^/?#]+-(?P<h>[0-9]{8,20})",
            address="https://www.facebook.com/{}",
            example="École-polytechnique-106856810743035",
        ),
        Form(path="{}", address="https://www.facebook.com/{}"),
    ),
    services=reserved(Reason.SHORTENER, "fb.me on.fb.me fb.gg") | reserved(Reason.POST, "fb.watch fb.gg"),
    reserved={
        **reserved(Reason.SHARE, "sharer sharer.php share share.php dialog plugins send"),
        **reserved(Reason.SEARCH, "search public directory"),
        **reserved(Reason.HASHTAG, "hashtag"),
        **reserved(Reason.EVENT, "events event.php"),
        **reserved(
            Reason.POST,
            "photo photos photo.php photos.php permalink.php story.php watch reel reels video video.php videos stories posts"
            " media album.php notes note.php story live l.php",
        ),
        **reserved(Reason.LOGIN, "login login.php signup r.php recover checkpoint reg logout.php"),
        **reserved(Reason.NO_HANDLE, "groups pages people profile.php group.php p pg"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "gaming help home.php marketplace me messages settings policies policy privacy legal terms about business ads"
            " adsmanager careers feeds rsrc.php ajax tr tr.php likebox.php 2008 2010 v2.0 badges apps games friends notifications"
            " bookmarks memories saved weather fundraisers donate jobs offers crisisresponse local connect developers"
            " page_guidelines.php terms.php cookies flx ad_campaign audiencenetwork lite mobile",
        ),
    },
    tails={
        **tabs(
            "about community info likes followers friends timeline shop menu services mentions photos_stream reviews app"
        ),
        **tabs("photos_albums photos_all videos_by map music books sports live_videos following groups wall"),
        **tabs("about_contact_and_basic_info about_profile_transparency directory_contact_info reels_tab jobs inbox"),
        **lists(Reason.POST, "posts videos photos reels notes live media offers reel stories"),
        **lists(Reason.EVENT, "events"),
        **things(Reason.POST, "photo permalink story"),
    },
    query=reserved(Reason.POST, "story_fbid fbid"),
    other_tail=Reason.NOT_ACCOUNT,
)

INSTAGRAM = Entry(
    slug="instagram",
    name="Instagram",
    mark="Ig",
    hosts=("instagram.com", "instagr.am", "ig.me"),
    handle=r"(?![.])(?!.*[.]{2})[A-Za-z0-9_.]{1,30}(?<![.])",
    forms=(
        Form(path="m/{}", host="ig.me", address="https://www.instagram.com/{}"),
        never("stories/highlights/{}", Reason.POST),
        never("stories/{}", Reason.POST),
        never("s/{}", Reason.POST),
        Form(path="_u/{}", address="https://www.instagram.com/{}"),
        Form(path="{}", address="https://www.instagram.com/{}"),
    ),
    bare=("{}",),
    reserved={
        **reserved(Reason.POST, "p reel reels tv stories s"),
        **reserved(Reason.HASHTAG, "explore"),
        **reserved(Reason.SHARE, "share sharer"),
        **reserved(Reason.LOGIN, "accounts challenge"),
        **reserved(
            Reason.NOT_ACCOUNT, "about developer legal direct web api oauth press static emails session your_activity"
        ),
    },
    tails={
        **tabs(
            "followers following tagged reels channel feed igtv guides live mentions saved reposts related_profiles"
        ),
        **things(Reason.POST, "p reel tv"),
        "reel": Tail(deeper=Reason.POST, alone=Reason.POST),
    },
)

THREADS = Entry(
    slug="threads",
    name="Threads",
    mark="Th",
    hosts=("threads.com", "threads.net"),
    handle=INSTAGRAM.handle,
    forms=(Form(path="@{}", address="https://www.threads.com/@{}"),),
    reserved={
        **reserved(Reason.POST, "t post"),
        **reserved(Reason.SHARE, "intent"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.LOGIN, "login"),
    },
    tails={**tabs("replies media reposts followers"), **things(Reason.POST, "post")},
)

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
BLUESKY_NAME = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,62}"

BLUESKY = Entry(
    slug="bluesky",
    name="Bluesky",
    mark="Bs",
    hosts=("bsky.app", "staging.bsky.app"),
    handle=BLUESKY_NAME,
    forms=(
        Form(path="profile/{}", address="https://bsky.app/profile/{}", example="polymtl.bsky.social"),
        Form(
            path="profile/{}",
            handle=r"did:(?:plc:[a-z2-7]{8,64}|web:[A-Za-z0-9.-]{4,200})",
            address="https://bsky.app/profile/{}",
            kind=Kind.IDENTIFIER,
            example="did:plc:z72i7hdynmk6r22z27h6tvur",
        ),
        # A name without its domain is not valid there; people who write one mean the platform's own domain.
        Form(path="profile/{}", handle=_LABEL, suffix=".bsky.social", address="https://bsky.app/profile/{}"),
        Form(
            path="", host="{}.bsky.social", handle=_LABEL, suffix=".bsky.social", address="https://bsky.app/profile/{}"
        ),
    ),
    schemes={"at://": "bsky.app/profile/"},
    reserved={
        **reserved(Reason.SHARE, "intent"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.HASHTAG, "hashtag"),
    },
    tails={
        **tabs("followers follows following known-followers labeler media"),
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
        Form(path="@{}", address="https://www.snapchat.com/@{}"),
        Form(
            path="p/{}",
            handle=r"[0-9a-f-]{36}",
            address="https://www.snapchat.com/p/{}",
            kind=Kind.PAGE,
            key="p",
            example="1b2c3d4e-0000-4000-8000-000000000000",
        ),
    ),
    services=reserved(Reason.POST, "story.snapchat.com map.snapchat.com"),
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
    | reserved(Reason.NOT_ACCOUNT, "ads.tiktok.com seller.tiktok.com"),
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
    forms=(Form(path="{}", address="https://www.pinterest.com/{}"),),
    services=reserved(Reason.SHORTENER, "pin.it"),
    reserved={
        **reserved(Reason.POST, "pin"),
        **reserved(Reason.SEARCH, "search ideas explore today categories topics"),
        **reserved(Reason.LOGIN, "login signup"),
        **reserved(Reason.SHARE, "pinit"),
        **reserved(Reason.NOT_ACCOUNT, "business about settings help policy _ resource source homefeed discover"),
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
            handle=r"[A-Za-z0-9_]{2,30}",
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
        **tabs("moderators"),
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
        Form(path="", host="{}.tumblr.com", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="@{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
        Form(path="{}", address="https://www.tumblr.com/{}", kind=Kind.BLOG),
    ),
    bare=("{}",),
    services=reserved(Reason.POST, "media.tumblr.com") | reserved(Reason.SHORTENER, "tmblr.co"),
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

ENTRIES = (X, FACEBOOK, INSTAGRAM, THREADS, BLUESKY, SNAPCHAT, TIKTOK, PINTEREST, REDDIT, TUMBLR)
