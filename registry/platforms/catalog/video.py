"""Video and live: YouTube, Vimeo, Dailymotion, Twitch, Kick, Rumble, Odysee."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, lists, never, reserved, tabs, things
from registry.platforms.kinds import Kind, Reason

# The four ways to write a channel cannot be merged without asking YouTube: /user/x and /@x may be two channels.
_NAME = r"[^\s/?#<>\"\\^`{|}\[\]@:;=*!$%&+,()]{1,100}"
YOUTUBE = Entry(
    slug="youtube",
    name="YouTube",
    mark="Yt",
    hosts=("youtube.com", "gaming.youtube.com", "music.youtube.com"),
    handle=_NAME,
    forms=(
        Form(
            path="channel/{}",
            handle=r"[UH]C[A-Za-z0-9_-]{22}",
            kind=Kind.CHANNEL,
            key="channel",
            keeps_case=True,
            address="https://www.youtube.com/channel/{}",
            example="UCtAh1m085QkEKYNg0j_6r8A",
        ),
        Form(
            path="channel/{}",
            kind=Kind.CHANNEL,
            key="channel",
            keeps_case=True,
            address="https://www.youtube.com/channel/{}",
        ),
        Form(
            path="user/{}",
            kind=Kind.USER,
            key="user",
            address="https://www.youtube.com/user/{}",
            maybe=("@:{}", "c:{}", "name:{}"),
        ),
        Form(
            path="profile?user={}",
            kind=Kind.USER,
            key="user",
            address="https://www.youtube.com/user/{}",
            maybe=("@:{}", "c:{}", "name:{}"),
        ),
        Form(
            path="c/{}",
            kind=Kind.CUSTOM,
            key="c",
            address="https://www.youtube.com/c/{}",
            maybe=("@:{}", "user:{}", "name:{}"),
        ),
        Form(
            path="@{}",
            kind=Kind.PROFILE,
            key="@",
            address="https://www.youtube.com/@{}",
            maybe=("c:{}", "user:{}", "name:{}"),
        ),
        Form(
            path="{}",
            kind=Kind.NAME,
            key="name",
            address="https://www.youtube.com/{}",
            maybe=("@:{}", "c:{}", "user:{}"),
        ),
    ),
    bare=("channel/{} [UH]C[A-Za-z0-9_-]{22}", "@{}"),
    locales=True,
    schemes={"vnd.youtube://www.youtube.com/": "youtube.com/", "youtube://www.youtube.com/": "youtube.com/"},
    services={
        **reserved(Reason.POST, "youtu.be youtube-nocookie.com"),
        **reserved(Reason.NOT_ACCOUNT, "youtubekids.com youtubeeducation.com"),
    },
    reserved={
        **reserved(
            Reason.POST,
            "watch watch_popup watch_videos embed v e shorts live clip post attribution_link get_video_info oembed vi",
        ),
        **reserved(Reason.PLAYLIST, "playlist playlists view_play_list p course"),
        **reserved(Reason.SEARCH, "results"),
        **reserved(Reason.HASHTAG, "hashtag"),
        **reserved(Reason.NO_HANDLE, "channel user c profile"),
        **reserved(Reason.LOGIN, "signin login account create_channel oops"),
        **reserved(Reason.SHARE, "share redirect"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "feed about t premium gaming upload yt creators ads howyoutubeworks kids trending player_api iframe_api rss cp"
            " subscription_center subscription_manager tv new s api error feeds reporthistory live_dashboard testtube"
            " static paid_memberships musicpremium opensearch channel_switcher jobs my_videos dashboard playables podcasts news"
            " sports learning fashion music movies shopping supported_browsers select_site copyright_school intl source redeem"
            " account_notifications post_login creatorhub creator_community",
        ),
    },
    tails={
        **tabs(
            "about videos featured playlists community channels discussion join streams shorts live releases podcasts"
        ),
        **tabs("store search feed courses feed custom posts membership home"),
    },
    query=reserved(Reason.POST, "v"),
    repeats=True,
)

VIMEO = Entry(
    slug="vimeo",
    name="Vimeo",
    mark="Vi",
    hosts=("vimeo.com",),
    handle=r"[A-Za-z0-9_-]{1,60}",
    forms=(
        Form(
            path="channels/{}",
            kind=Kind.CHANNEL,
            key="channel",
            address="https://vimeo.com/channels/{}",
            example="staffpicks",
        ),
        Form(
            path="groups/{}",
            kind=Kind.GROUP,
            key="group",
            address="https://vimeo.com/groups/{}",
            tails=lists(Reason.POST, "videos"),
        ),
        never("{}", Reason.POST, NUMBER),
        # The number of an account without a name of its own: "user46726126" is that name.
        Form(path="{}", address="https://vimeo.com/{}"),
    ),
    bare=("{}",),
    services=reserved(Reason.POST, "player.vimeo.com"),
    reserved={
        **reserved(Reason.POST, "video videos moogaloop.swf event"),
        **reserved(Reason.PLAYLIST, "showcase album albums"),
        **reserved(Reason.SEARCH, "search categories watch"),
        **reserved(Reason.LOGIN, "log_in join login"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about help upgrade upload features blog jobs privacy terms ondemand stock enterprise create manage settings solutions"
            " for-hire staffpicks customers integrations pricing home share oauth livestream",
        ),
    },
    tails={
        **tabs("videos about following followers likes collections channels groups page"),
        **lists(Reason.PLAYLIST, "albums"),
    },
    other_tail=Reason.POST,
)

DAILYMOTION = Entry(
    slug="dailymotion",
    name="Dailymotion",
    mark="Dm",
    hosts=("dailymotion.com", "touch.dailymotion.com"),
    handle=r"[A-Za-z0-9_.-]{1,60}",
    forms=(
        Form(path="user/{}", address="https://www.dailymotion.com/{}"),
        Form(path="channel/{}", address="https://www.dailymotion.com/{}"),
        Form(path="{}", address="https://www.dailymotion.com/{}"),
    ),
    bare=("{}",),
    services=reserved(Reason.POST, "dai.ly geo.dailymotion.com"),
    locales=True,
    skips=r"[a-z]{2}",
    reserved={
        **reserved(Reason.POST, "video embed swf cdn hub services"),
        **reserved(Reason.PLAYLIST, "playlist"),
        **reserved(Reason.HASHTAG, "topic hashtag"),
        **reserved(Reason.SEARCH, "search explore trending"),
        **reserved(Reason.LOGIN, "signin register"),
        **reserved(Reason.NOT_ACCOUNT, "legal about help settings feed upload library partner"),
    },
    tails=tabs("videos playlists about followers following featured 1"),
    other_tail=Reason.POST,
)

TWITCH = Entry(
    slug="twitch",
    name="Twitch",
    mark="Tw",
    hosts=("twitch.tv", "go.twitch.tv"),
    handle=r"[A-Za-z0-9_]{2,25}",
    forms=(
        never("*/v/{}", Reason.POST),
        Form(path="popout/{}", address="https://www.twitch.tv/{}"),
        Form(path="moderator/{}", address="https://www.twitch.tv/{}"),
        Form(path="team/{}", address="https://www.twitch.tv/team/{}", kind=Kind.GROUP, key="team"),
        Form(path="{}", address="https://www.twitch.tv/{}"),
    ),
    bare=("{}",),
    schemes={"twitch://open?stream=": "twitch.tv/", "twitch://stream/": "twitch.tv/"},
    services=reserved(Reason.POST, "clips.twitch.tv player.twitch.tv embed.twitch.tv"),
    reserved={
        **reserved(Reason.POST, "videos v embed"),
        **reserved(Reason.PLAYLIST, "collections"),
        **reserved(Reason.SEARCH, "search directory"),
        **reserved(Reason.LOGIN, "login signup"),
        **reserved(Reason.NO_HANDLE, "popout"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "p settings subscriptions inventory wallet downloads jobs turbo store friends prime team bits broadcast creatorcamp drops event",
        ),
    },
    tails={
        **tabs("about schedule videos clips followers following home chat profile squad"),
        **things(Reason.POST, "clip video v"),
    },
)

KICK = Entry(
    slug="kick",
    name="Kick",
    mark="Ki",
    hosts=("kick.com",),
    handle=r"[A-Za-z0-9_-]{2,40}",
    forms=(Form(path="{}", address="https://kick.com/{}"),),
    reserved={
        **reserved(Reason.POST, "video clips"),
        **reserved(Reason.SEARCH, "search browse category categories"),
        **reserved(Reason.NOT_ACCOUNT, "about terms privacy dashboard following dmca-policy popout"),
    },
    query=reserved(Reason.POST, "clip"),
    tails={**tabs("about chatroom home"), **lists(Reason.POST, "videos clips")},
)

RUMBLE = Entry(
    slug="rumble",
    name="Rumble",
    mark="Ru",
    hosts=("rumble.com",),
    handle=r"[A-Za-z0-9_-]{1,60}",
    forms=(
        Form(path="c/{}", kind=Kind.CHANNEL, key="c", address="https://rumble.com/c/{}", maybe=("{}",)),
        Form(path="user/{}", address="https://rumble.com/user/{}", maybe=("c:{}",)),
        never("{}", Reason.POST, r"v[a-z0-9]+(?:-.*|\.html)|v(?=[a-z0-9]*[0-9])[a-z0-9]{5,7}"),
        Form(path="{}", kind=Kind.NAME, key="name", address="https://rumble.com/{}", maybe=("{}", "c:{}")),
    ),
    bare=("c/{}",),
    reserved={
        **reserved(Reason.POST, "embed embedjs videos livestreams shorts live"),
        **reserved(Reason.SEARCH, "search browse category editor-picks"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about s account login.php register.php upload.php our-apps premium terms privacy subscriptions"
            " battle-leaderboard reposts partner",
        ),
    },
    tails=tabs("about videos livestreams playlists shorts live"),
    other_tail=Reason.POST,
)

ODYSEE = Entry(
    slug="odysee",
    name="Odysee",
    former_names=("LBRY.tv",),
    mark="Od",
    hosts=("odysee.com", "lbry.tv"),
    handle=r"[^\s/?#@:$]{1,100}(?::[0-9a-f]{1,40})?",
    forms=(
        Form(path="@{}", address="https://odysee.com/@{}", example="polymtl:4"),
        Form(path="$/channel/@{}", address="https://odysee.com/@{}", example="polymtl:4"),
    ),
    reserved={**reserved(Reason.POST, "$"), **reserved(Reason.NOT_ACCOUNT, "about settings")},
    tails=tabs("about channel community"),
    other_tail=Reason.POST,
)

ENTRIES = (YOUTUBE, VIMEO, DAILYMOTION, TWITCH, KICK, RUMBLE, ODYSEE)
