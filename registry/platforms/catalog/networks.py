"""The first social networks: X, Facebook, Instagram, Threads."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, Tail, lists, never, reserved, tabs, things
from registry.platforms.kinds import Kind, Reason

X = Entry(
    slug="x",
    name="X",
    former_names=("Twitter",),
    mark="X",
    hosts=("x.com", "twitter.com"),
    handle=r"[A-Za-z0-9_]{1,20}",
    forms=(
        Form(path="{}", address="https://x.com/{}"),
        never("i/flow/{}", Reason.LOGIN),
        never("i/lists/{}", Reason.NOT_ACCOUNT),
        Form(
            path="i/user/{}",
            handle=NUMBER,
            address="https://x.com/i/user/{}",
            kind=Kind.IDENTIFIER,
            key="id",
            example="783214",
        ),
        Form(
            path="i/communities/{}",
            handle=NUMBER,
            address="https://x.com/i/communities/{}",
            kind=Kind.COMMUNITY,
            key="community",
            example="1493446837214187523",
        ),
    ),
    services={
        **reserved(Reason.SHORTENER, "t.co"),
        **reserved(
            Reason.POST, "platform.twitter.com pic.twitter.com cards.twitter.com publish.twitter.com embed.twitter.com"
        ),
        **reserved(Reason.NOT_ACCOUNT, "twimg.com twitterinc.com twittercommunity.com"),
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
            " javascripts invitations who_to_follow user_timeline personalization logged_out premium bookmarks grok",
        ),
    },
    bare=("{}",),
    locales=True,
    schemes={"twitter://user?screen_name=": "x.com/"},
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
    ),
    locales=True,
    ignores_dots=True,
    handle=r"[^\W_](?:[\w.-]{0,98}[\w-])?",
    forms=(
        Form(path="{}", host="m.me", address="https://www.facebook.com/{}"),
        # A number there may be a conversation's.
        Form(
            path="t/{}",
            host="messenger.com",
            handle=r"(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9.]{3,60}",
            address="https://www.facebook.com/{}",
        ),
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
        never("groups/{}", Reason.NOT_ACCOUNT, "(?i:feed|discover|joins|create|search|browse|notifications)"),
        Form(
            path="group.php?gid={}",
            handle=r"[0-9]{2,25}",
            kind=Kind.GROUP,
            key="group",
            address="https://www.facebook.com/groups/{}",
            example="1234567890",
        ),
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
    services=reserved(Reason.SHORTENER, "fb.me on.fb.me")
    | reserved(Reason.POST, "fb.watch fb.gg")
    | reserved(Reason.NOT_ACCOUNT, "facebook.net fbcdn.net fbsbx.com about.fb.com facebookmail.com"),
    schemes={"fb://page/": "facebook.com/", "fb://profile/": "facebook.com/", "fb://group/": "facebook.com/groups/"},
    reserved={
        **reserved(Reason.SHARE, "sharer sharer.php share share.php dialog plugins send"),
        **reserved(Reason.SEARCH, "search public directory"),
        **reserved(Reason.SHORTENER, "l.php"),
        **reserved(Reason.HASHTAG, "hashtag"),
        **reserved(Reason.EVENT, "events event.php"),
        **reserved(
            Reason.POST,
            "photo photos photo.php photos.php permalink.php story.php watch reel reels video video.php videos stories posts"
            " media album.php notes note.php story live",
        ),
        **reserved(Reason.LOGIN, "login login.php signup r.php recover checkpoint reg logout.php"),
        **reserved(Reason.NO_HANDLE, "groups pages people profile.php group.php p pg"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "gaming help home.php marketplace me messages settings policies policy privacy legal terms about business ads"
            " adsmanager careers feeds rsrc.php ajax tr tr.php likebox.php 2008 2010 v2.0 badges apps games friends notifications"
            " bookmarks memories saved weather fundraisers donate jobs offers crisisresponse local connect developers"
            " page_guidelines.php terms.php cookies flx ad_campaign audiencenetwork lite mobile creatorstudio payments_terms"
            " allactivity communitystandards instantgames composer commerce places safetycheck translations ad_center latest"
            " onthisday gamingvideo",
        ),
    },
    tails={
        **tabs(
            "about community info likes followers friends timeline shop menu services mentions photos_stream reviews app"
        ),
        **tabs("photos_albums photos_all videos_by map music books sports live_videos following groups wall"),
        **tabs(
            "about_contact_and_basic_info about_profile_transparency directory_contact_info directory_basic_info directory_category directory_links reels_tab jobs inbox insights manager settings mentions pages apps welcome"
        ),
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
            Reason.NOT_ACCOUNT,
            "about developer legal direct web api oauth press static emails session your_activity create graphql archive",
        ),
    },
    services=reserved(Reason.NOT_ACCOUNT, "cdninstagram.com instagram-press.com instagram-engineering.com"),
    schemes={"instagram://user?username=": "instagram.com/"},
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
    schemes={"barcelona://user?username=": "threads.com/@"},
    tails={**tabs("replies media reposts followers"), **things(Reason.POST, "post")},
)

ENTRIES = (X, FACEBOOK, INSTAGRAM, THREADS)
