"""Younger or smaller networks: Truth Social, Gab, Gettr, Lemon8, Minds, MeWe, Bitchute and kin."""

from registry.platforms.catalog.entry import Entry, Form, lists, reserved
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

ENTRIES: tuple[Entry, ...] = (
    simple("truth-social", "Truth Social", "Ts", "truthsocial.com", "@{} users/{}", tails="with_replies media"),
    simple(
        "gab",
        "Gab",
        "Ga",
        "gab.com",
        "{} @{}",
        forms=(Form(path="groups/{}", address="https://gab.com/groups/{}", kind=Kind.GROUP, key="group"),),
        bare=("{}",),
    ),
    simple("gettr", "GETTR", "Ge", "gettr.com", "user/{}"),
    simple("parler", "Parler", "Pl", "parler.com", "{} profile/{}"),
    simple(
        "minds",
        "Minds",
        "Mn",
        "www.minds.com",
        "{}",
        posts="newsfeed",
        forms=(Form(path="group/{}", address="https://www.minds.com/group/{}", kind=Kind.GROUP, key="group"),),
        bare=("{}",),
    ),
    simple("mewe", "MeWe", "Mw", "mewe.com", "i/{} p/{} {}", reserved=reserved(Reason.POST, "myworld")),
    simple("lemon8", "Lemon8", "L8", "www.lemon8-app.com", "@{} {}"),
    simple(
        "bitchute",
        "BitChute",
        "Bt",
        "www.bitchute.com",
        "channel/{}",
        kind=Kind.CHANNEL,
        forms=(
            Form(path="profile/{}", address="https://www.bitchute.com/profile/{}", key="profile", kind=Kind.PERSON),
        ),
    ),
    simple("triller", "Triller", "Tr", "triller.co", "@{}"),
    simple("likee", "Likee", "Lk", "likee.video", "@{}", also="l.likee.video"),
    simple("stereo", "Stereo", "St", "stereo.com", posts="s"),
    simple("vero", "Vero", "Vr", "vero.co", "{} @{}"),
    simple("nebula", "Nebula", "Nb", "nebula.tv", kind=Kind.CHANNEL),
    simple("floatplane", "Floatplane", "Fp", "www.floatplane.com", "channel/{}", kind=Kind.CHANNEL, tails="home"),
    simple("dlive", "DLive", "Dl", "dlive.tv"),
    simple("trovo", "Trovo", "To", "trovo.live", "s/{} {}"),
    simple("caffeine", "Caffeine", "Cf", "www.caffeine.tv", closed_on="2024"),
    simple("metacafe", "Metacafe", "Mt", "www.metacafe.com", "channels/{}", closed_on="2021"),
    simple(
        "livestream", "Livestream", "Ls", "livestream.com", "{} accounts/{}", extra_tails=lists(Reason.EVENT, "events")
    ),
    simple("canal-u", "Canal-U", "Cu", "www.canal-u.tv", "chaines/{} producteurs/{}", kind=Kind.CHANNEL, posts="video"),
    simple(
        "viadeo",
        "Viadeo",
        "Vd",
        "www.viadeo.com",
        "p/{} profile/{} fr/profile/{} fr/company/{}",
        former_names=("JDN Viadeo",),
        reserved=reserved(Reason.NOT_ACCOUNT, "v"),
        locales=True,
    ),
    simple("dreamwidth", "Dreamwidth", "Dw", "www.dreamwidth.org", "{}.dreamwidth.org", kind=Kind.BLOG),
    simple("hypotheses", "Hypotheses", "Hy", "hypotheses.org", "{}.hypotheses.org", kind=Kind.BLOG),
    simple(
        "over-blog",
        "Over-Blog",
        "Ov",
        "www.over-blog.com",
        "{}.over-blog.com {}.over-blog.org {}.over-blog.fr",
        kind=Kind.BLOG,
    ),
    simple(
        "typepad",
        "Typepad",
        "Ty",
        "www.typepad.com",
        "{}.typepad.com {}.typepad.fr",
        kind=Kind.BLOG,
        closed_on="2025-09-30",
    ),
)
