"""Messaging with public addresses: Discord, WhatsApp, Telegram, Signal, Viber, LINE."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, never, reserved
from registry.platforms.kinds import Kind, Reason

_INVITE = r"[A-Za-z0-9_-]{2,50}"

DISCORD = Entry(
    slug="discord",
    name="Discord",
    mark="Di",
    hosts=("discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"),
    ignores_case=False,
    handle=_INVITE,
    forms=(
        Form(path="{}", host="discord.gg", address="https://discord.gg/{}", kind=Kind.INVITE),
        Form(path="invite/{}", host="discord.gg", address="https://discord.gg/{}", kind=Kind.INVITE),
        Form(path="invite/{}", address="https://discord.gg/{}", kind=Kind.INVITE),
        Form(
            path="users/{}",
            handle=NUMBER,
            address="https://discord.com/users/{}",
            kind=Kind.PERSON,
            key="user",
            example="80351110224678912",
        ),
        Form(path="servers/{}", address="https://discord.com/servers/{}", kind=Kind.SERVER, key="server"),
    ),
    reserved={
        **reserved(Reason.POST, "channels"),
        **reserved(Reason.LOGIN, "login register oauth2"),
        **reserved(Reason.NO_HANDLE, "invite users servers"),
    },
    services=reserved(
        Reason.NOT_ACCOUNT, "discordapp.net discord.gift discord.new discord.media discord.co discordstatus.com"
    ),
    schemes={"discord://-/": "discord.com/"},
)

_PHONE = r"\+?(?P<h>[0-9]{6,15})"
_WA = "https://wa.me/{}"

WHATSAPP = Entry(
    slug="whatsapp",
    name="WhatsApp",
    mark="Wa",
    hosts=("whatsapp.com", "api.whatsapp.com", "web.whatsapp.com"),
    ignores_case=False,
    handle=r"[A-Za-z0-9_-]{6,40}",
    forms=(
        Form(
            path="channel/{}",
            address="https://whatsapp.com/channel/{}",
            kind=Kind.CHANNEL,
            key="channel",
            other_tail=Reason.POST,
            example="0029Va5Vmp82v1IvdGLMvG1x",
        ),
        Form(
            path="channel/{}",
            host="wa.me",
            address="https://whatsapp.com/channel/{}",
            kind=Kind.CHANNEL,
            key="channel",
            example="0029Va5Vmp82v1IvdGLMvG1x",
        ),
        Form(path="{}", host="chat.whatsapp.com", address="https://chat.whatsapp.com/{}", kind=Kind.GROUP, key="group"),
        Form(
            path="invite/{}",
            host="chat.whatsapp.com",
            address="https://chat.whatsapp.com/{}",
            kind=Kind.GROUP,
            key="group",
        ),
        Form(path="message/{}", host="wa.me", address="https://wa.me/message/{}", kind=Kind.INVITE, key="message"),
        Form(path="qr/{}", host="wa.me", address="https://wa.me/qr/{}", kind=Kind.IDENTIFIER, key="qr"),
        never("p/{}", Reason.POST, host="wa.me"),
        Form(path="c/{}", host="wa.me", handle=_PHONE, address=_WA, kind=Kind.PHONE, example="15145550100"),
        Form(path="{}", host="wa.me", handle=_PHONE, address=_WA, kind=Kind.PHONE, example="15145550100"),
        Form(path="send?phone={}", handle=_PHONE, address=_WA, kind=Kind.PHONE, example="15145550100"),
    ),
    bare=("{}",),
    reserved={
        **reserved(Reason.SHARE, "send"),
        **reserved(Reason.NO_HANDLE, "channel"),
        **reserved(Reason.NOT_ACCOUNT, "download dl faq legal security business about features"),
    },
    root_query=Reason.SHARE,
    services=reserved(Reason.NOT_ACCOUNT, "whatsapp.net whatsapp.org whatsappbrand.com"),
    schemes={"whatsapp://send": "api.whatsapp.com/send"},
)
_T = "https://t.me/{}"
_TELEGRAM_NAME = r"[A-Za-z][A-Za-z0-9_]{3,31}"

TELEGRAM = Entry(
    slug="telegram",
    name="Telegram",
    mark="Te",
    hosts=("t.me", "telegram.me", "telegram.dog"),
    handle=_TELEGRAM_NAME,
    forms=(
        Form(path="s/{}", address=_T),
        Form(path="boost/{}", address=_T),
        Form(
            path="joinchat/{}",
            handle=r"[A-Za-z0-9_-]{8,40}",
            keeps_case=True,
            address="https://t.me/joinchat/{}",
            kind=Kind.INVITE,
            key="invite",
            example="AAAAAEkk2WdoDrB4-Q8-gg",
        ),
        Form(
            path="+{}",
            handle=r"[0-9]{7,15}",
            address="https://t.me/+{}",
            kind=Kind.PHONE,
            key="phone",
            example="15145550100",
        ),
        Form(
            path="+{}",
            handle=r"[A-Za-z0-9_-]{8,40}",
            keeps_case=True,
            address="https://t.me/+{}",
            kind=Kind.GROUP,
            key="invite",
            example="AAAAAEkk2WdoDrB4",
        ),
        never("c/{}", Reason.POST),
        Form(path="{}", address=_T),
        Form(path="", host="{}.t.me", address=_T),
        Form(path="#@{}", host="web.telegram.org", address=_T),
        Form(
            path="#{}",
            host="web.telegram.org",
            handle=r"-?[0-9]{4,20}",
            address="https://web.telegram.org/k/#{}",
            kind=Kind.IDENTIFIER,
            key="id",
            example="-2128475717",
        ),
    ),
    bare=("{}",),
    reserved={
        **reserved(Reason.SHARE, "share msg"),
        **reserved(Reason.NO_HANDLE, "s joinchat"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "addstickers addemoji addtheme proxy socks setlanguage iv login confirmphone bg addlist invoice boost giftcode nft",
        ),
    },
    services=reserved(Reason.NOT_ACCOUNT, "telegram.org telegram-cdn.org telegram.space")
    | reserved(Reason.POST, "telegra.ph graph.org"),
    schemes={"tg://resolve?domain=": "t.me/", "tg://join?invite=": "t.me/joinchat/"},
    other_tail=Reason.POST,
)

SIGNAL = Entry(
    slug="signal",
    name="Signal",
    mark="Sg",
    hosts=("signal.me", "signal.group", "signal.link"),
    ignores_case=False,
    handle=r"[A-Za-z0-9_+=-]{3,200}",
    forms=(
        Form(
            path="#p/{}",
            host="signal.me",
            address="https://signal.me/#p/{}",
            kind=Kind.PHONE,
            key="p",
            example="+15145550100",
        ),
        Form(
            path="#eu/{}",
            host="signal.me",
            address="https://signal.me/#eu/{}",
            kind=Kind.PERSON,
            key="eu",
            example="vTQdKVRYvDHGoNYAEXAMPLE",
        ),
        Form(
            path="#{}",
            host="signal.group",
            address="https://signal.group/#{}",
            kind=Kind.GROUP,
            key="group",
            example="CjQKIPbEXAMPLE",
        ),
    ),
    services=reserved(Reason.NOT_ACCOUNT, "signal.org"),
    schemes={"sgnl://signal.group/": "signal.group/", "sgnl://signal.me/": "signal.me/"},
)

VIBER = Entry(
    slug="viber",
    name="Viber",
    mark="Vb",
    hosts=("viber.com", "chats.viber.com"),
    handle=r"[A-Za-z0-9_-]{2,80}",
    forms=(
        Form(path="{}", host="chats.viber.com", address="https://chats.viber.com/{}", kind=Kind.CHANNEL),
        Form(
            path="{}",
            host="invite.viber.com",
            address="https://invite.viber.com/?g2={}",
            kind=Kind.INVITE,
            key="invite",
        ),
        Form(
            path="?g2={}",
            host="invite.viber.com",
            keeps_case=True,
            address="https://invite.viber.com/?g2={}",
            kind=Kind.INVITE,
            key="invite",
        ),
    ),
    schemes={"viber://pa?chaturi=": "chats.viber.com/", "viber://public?id=": "chats.viber.com/"},
)

LINE = Entry(
    slug="line",
    name="LINE",
    mark="Ln",
    hosts=("line.me", "page.line.me", "lin.ee"),
    handle=r"[A-Za-z0-9_.-]{2,60}",
    forms=(
        Form(path="R/ti/p/@{}", host="line.me", address="https://line.me/R/ti/p/@{}", kind=Kind.PAGE),
        Form(path="ti/p/@{}", host="line.me", address="https://line.me/R/ti/p/@{}", kind=Kind.PAGE),
        Form(path="R/oaMessage/@{}", host="line.me", address="https://line.me/R/ti/p/@{}", kind=Kind.PAGE),
        Form(path="R/home/public/main?id={}", host="line.me", address="https://line.me/R/ti/p/@{}", kind=Kind.PAGE),
        Form(path="R/home/public/profile?id={}", host="line.me", address="https://line.me/R/ti/p/@{}", kind=Kind.PAGE),
        Form(
            path="ti/g2/{}",
            host="line.me",
            keeps_case=True,
            address="https://line.me/ti/g2/{}",
            kind=Kind.COMMUNITY,
            key="open",
        ),
        Form(
            path="ti/p/{}",
            host="line.me",
            handle=r"~?[A-Za-z0-9_.-]{2,60}",
            keeps_case=True,
            address="https://line.me/ti/p/{}",
            kind=Kind.PERSON,
            key="person",
        ),
        Form(
            path="ti/g/{}",
            host="line.me",
            keeps_case=True,
            address="https://line.me/ti/g/{}",
            kind=Kind.GROUP,
            key="group",
        ),
        Form(path="{}", host="page.line.me", address="https://line.me/R/ti/p/@{}", kind=Kind.PAGE),
        Form(path="{}", host="lin.ee", keeps_case=True, address="https://lin.ee/{}", kind=Kind.INVITE, key="lin.ee"),
    ),
    bare=("{}",),
    services=reserved(Reason.SHARE, "social-plugins.line.me"),
    schemes={"line://ti/": "line.me/R/ti/", "line://oamessage/": "line.me/R/oaMessage/"},
    reserved={**reserved(Reason.SHARE, "r msg")},
)

ENTRIES = (DISCORD, WHATSAPP, TELEGRAM, SIGNAL, VIBER, LINE)
