"""Networks of China, Russia, Korea and Japan: WeChat, Weibo, VK, OK, Douyin, Bilibili and kin."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, lists, never, reserved, tabs
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

_NAME = r"[^\s/?#<>\"\\^`{|}\[\]@:;=*!$%&]{1,80}"

WECHAT = Entry(
    slug="wechat",
    name="WeChat",
    former_names=("Weixin",),
    mark="Wc",
    hosts=("open.weixin.qq.com", "weixin.qq.com"),
    ignores_case=False,
    handle=r"[A-Za-z0-9_-]{2,60}",
    forms=(
        Form(path="qr/code?username={}", address="https://open.weixin.qq.com/qr/code?username={}", kind=Kind.PAGE),
        Form(
            path="r/{}",
            host="weixin.qq.com",
            address="https://weixin.qq.com/r/{}",
            kind=Kind.INVITE,
            key="r",
            example="Ej8sTkTE8YZDrVqg939E",
        ),
        Form(path="r/{}", host="u.wechat.com", address="https://u.wechat.com/{}", kind=Kind.PERSON, key="u"),
        Form(path="{}", host="u.wechat.com", address="https://u.wechat.com/{}", kind=Kind.PERSON, key="u"),
        *(
            Form(
                path=f"mp/{page}?__biz={{}}",
                host="mp.weixin.qq.com",
                handle=r"[A-Za-z0-9+/=]{8,60}",
                address="https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz={}",
                kind=Kind.IDENTIFIER,
                key="biz",
                example="MjM5MjAxNDM4MA==",
            )
            for page in ("profile_ext", "getmasssendmsg", "homepage")
        ),
    ),
    services=reserved(Reason.NOT_ACCOUNT, "wechat.com"),
    bare=("qr/code?username={}",),
    schemes={"weixin://dl/chat?": "open.weixin.qq.com/qr/code?username="},
    reserved=reserved(Reason.POST, "s mp cgi-bin"),
)

WEIBO = Entry(
    slug="weibo",
    name="Weibo",
    former_names=("Sina Weibo",),
    mark="We",
    hosts=(
        "weibo.com",
        "weibo.cn",
        "e.weibo.com",
        "tw.weibo.com",
        "us.weibo.com",
        "overseas.weibo.com",
        "t.sina.com.cn",
    ),
    handle=r"[A-Za-z0-9_-]{1,40}",
    forms=(
        Form(path="u/{}", handle=NUMBER, address="https://weibo.com/u/{}", kind=Kind.IDENTIFIER, example="1669879400"),
        Form(path="n/{}", handle=_NAME, address="https://weibo.com/n/{}", kind=Kind.NAME, key="n", maybe=("{}",)),
        Form(
            path="p/{}",
            handle="100[0-9]{10,16}",
            address="https://weibo.com/p/{}",
            kind=Kind.PAGE,
            key="p",
            example="1002061669879400",
        ),
        Form(
            path="profile/{}",
            handle=NUMBER,
            address="https://weibo.com/u/{}",
            kind=Kind.IDENTIFIER,
            example="1669879400",
        ),
        Form(
            path="{}",
            handle="[0-9]{6,12}",
            address="https://weibo.com/u/{}",
            kind=Kind.IDENTIFIER,
            example="1669879400",
        ),
        Form(path="{}", address="https://weibo.com/{}"),
    ),
    bare=("{}",),
    schemes={"sinaweibo://userinfo?uid=": "weibo.com/u/"},
    services=reserved(Reason.SHARE, "service.weibo.com v.t.sina.com.cn")
    | reserved(Reason.SHORTENER, "t.cn")
    | reserved(Reason.SEARCH, "s.weibo.com"),
    reserved={
        **reserved(Reason.POST, "status detail tv ttarticle"),
        **reserved(Reason.LOGIN, "login signup login.php"),
        **reserved(Reason.SEARCH, "search hot"),
        **reserved(Reason.NOT_ACCOUNT, "about help mygroups newlogin ajax"),
    },
    tails=tabs("home profile follow fans info photos album about"),
    other_tail=Reason.POST,
)

VK = Entry(
    slug="vk",
    name="VK",
    former_names=("VKontakte",),
    mark="Vk",
    hosts=("vk.com", "vkontakte.ru", "vk.ru", "new.vk.com", "vk.me", "vkvideo.ru"),
    handle=r"[A-Za-z0-9_.]{2,50}",
    forms=(
        never(
            "{}",
            Reason.POST,
            r"(?:wall|photo|video|album|albums|videos|topic|board|story|clip|clips|audio|audios|doc|docs|note|market|product|app|away|poll|article|@"
            r"|write|faq|podcast|donut|im|gim)-?[0-9].*",
        ),
        *(Form(path=f"{part}/@{{}}", address="https://vk.com/{}") for part in ("video", "videos", "clips")),
        Form(
            path="{}",
            handle=r"(?:club|public)[0-9]{1,15}",
            kind=Kind.GROUP,
            address="https://vk.com/{}",
            example="club12345678",
        ),
        Form(path="{}", handle=r"event[0-9]{1,15}", refuses=Reason.EVENT),
        Form(path="@{}", address="https://vk.com/{}"),
        Form(path="{}", address="https://vk.com/{}"),
    ),
    bare=("{}",),
    schemes={"vk://vk.com/": "vk.com/"},
    services=reserved(Reason.SHORTENER, "vk.cc"),
    reserved={
        **reserved(Reason.SHARE, "share.php widget_community.php"),
        **reserved(Reason.SEARCH, "search people communities"),
        **reserved(Reason.LOGIN, "login join restore"),
        **reserved(Reason.POST, "feed video clips music"),
        **reserved(
            Reason.NOT_ACCOUNT, "about help terms jobs dev apps settings im friends groups business support away.php"
        ),
    },
    query=reserved(Reason.POST, "w z"),
    tails={**tabs("about"), **lists(Reason.POST, "photos videos")},
    other_tail=Reason.POST,
)

OK = Entry(
    slug="ok",
    name="OK",
    former_names=("Odnoklassniki",),
    mark="Ok",
    hosts=("ok.ru", "odnoklassniki.ru"),
    handle=r"[A-Za-z0-9_.-]{2,60}",
    forms=(
        # "group/123" and "group123" are the same.
        *(
            Form(
                path=f"{word}{slash}{{}}",
                handle=NUMBER,
                address=f"https://ok.ru/{word}/{{}}",
                kind=kind,
                key=word,
                example="55212321312",
            )
            for word, kind in (("profile", Kind.IDENTIFIER), ("group", Kind.GROUP))
            for slash in ("/", "")
        ),
        Form(path="{}", address="https://ok.ru/{}"),
    ),
    bare=("{}",),
    reserved={
        **reserved(Reason.POST, "video live music"),
        **reserved(Reason.SHARE, "dk offer"),
        **reserved(Reason.LOGIN, "login"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.NOT_ACCOUNT, "about help games feed regulations discovery gifts game app"),
    },
    tails=tabs("about topics photos members video statuses friends groups"),
    other_tail=Reason.POST,
)

_DOUYIN = r"[A-Za-z0-9_=-]{3,100}"
ENTRIES = (
    WECHAT,
    WEIBO,
    VK,
    OK,
    simple(
        "douyin",
        "Douyin",
        "Dy",
        "www.douyin.com",
        "user/{}",
        handle=_DOUYIN,
        ignores_case=False,
        also="iesdouyin.com",
        posts="note hot",
    ),
    simple(
        "kuaishou",
        "Kuaishou",
        "Ku",
        "www.kuaishou.com",
        "profile/{}",
        ignores_case=False,
        posts="short-video f",
        also="live.kuaishou.com",
        forms=(Form(path="u/{}", host="live.kuaishou.com", address="https://www.kuaishou.com/profile/{}"),),
        bare=("profile/{}",),
    ),
    simple(
        "bilibili",
        "Bilibili",
        "Bi",
        "space.bilibili.com",
        "{}",
        handle=NUMBER,
        example="123456",
        tails="dynamic video audio article channel fans favlist",
        services=reserved(Reason.POST, "bilibili.com t.bilibili.com live.bilibili.com bilibili.tv")
        | reserved(Reason.SHORTENER, "b23.tv"),
    ),
    simple(
        "qzone",
        "Qzone",
        "Qz",
        "user.qzone.qq.com",
        "{}",
        handle="[0-9]{5,12}",
        example="706290229",
        former_names=("QQ",),
        tails="infocenter main 311 blog",
        also="qzone.qq.com",
    ),
    simple(
        "zhihu",
        "Zhihu",
        "Zh",
        "www.zhihu.com",
        "people/{} org/{}",
        posts="question zvideo",
        tails="answers asks columns activities",
    ),
    simple(
        "xiaohongshu",
        "Xiaohongshu",
        "Xh",
        "www.xiaohongshu.com",
        "user/profile/{}",
        handle="[0-9a-f]{20,26}",
        example="5ff0e6410000000001008400",
        former_names=("RED",),
        services=reserved(Reason.SHORTENER, "xhslink.com"),
    ),
    simple(
        "douban",
        "Douban",
        "Db",
        "www.douban.com",
        "people/{}",
        forms=(Form(path="group/{}", address="https://www.douban.com/group/{}", kind=Kind.GROUP, key="group"),),
        posts="note",
    ),
    simple("youku", "Youku", "Yk", "i.youku.com", "i/{} u/{} {}", ignores_case=False, handle=r"[A-Za-z0-9=_-]{3,60}"),
    simple("naver", "Naver Blog", "Na", "blog.naver.com", "{}", kind=Kind.BLOG),
    simple(
        "kakao", "KakaoTalk", "Kk", "pf.kakao.com", "{}", ignores_case=False, kind=Kind.CHANNEL, also="story.kakao.com"
    ),
    simple("tistory", "Tistory", "Ts", "www.tistory.com", "{}.tistory.com", kind=Kind.BLOG),
    simple("note", "note", "No", "note.com", posts="n m", tails="all magazines"),
    simple("ameblo", "Ameba", "Am", "ameblo.jp", kind=Kind.BLOG),
    simple("mixi", "mixi", "Mi", "mixi.jp", "show_friend.pl?id={}", handle=NUMBER, example="123456"),
    simple("rutube", "RuTube", "Rt", "rutube.ru", "channel/{} u/{}", posts="play"),
    simple(
        "livejournal",
        "LiveJournal",
        "Lj",
        "www.livejournal.com",
        "{}.livejournal.com",
        kind=Kind.BLOG,
        handle=r"(?!xn--)[A-Za-z0-9](?:[A-Za-z0-9_-]{0,28}[A-Za-z0-9])?",
        tails="profile friends",
        forms=(Form(path="{}", host="users.livejournal.com", address="https://{}.livejournal.com", kind=Kind.BLOG),),
    ),
    simple("dzen", "Dzen", "Dn", "dzen.ru", "{} id/{}", posts="a shorts", former_names=("Yandex Zen",)),
)
