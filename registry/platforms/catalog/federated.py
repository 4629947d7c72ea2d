"""The fediverse: software that anyone hosts. The listed servers are well known; others are known by their shape."""

from registry.platforms.catalog.entry import Entry, Form, listed, lists, reserved, tabs, things
from registry.platforms.kinds import Kind, Reason

_FEED = r"\.(?:rss|atom|json)"
USER = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?(?<!\.rss)(?<!\.atom)(?<!\.json)"
ELSEWHERE = rf"{USER}@[^\s/?#@:]{{4,200}}"
_AT = "https://{host}/@{}"

MASTODON = Entry(
    slug="mastodon",
    name="Mastodon",
    mark="Ma",
    federated=True,
    hosts=listed(
        "mastodon.social mastodon.online mstdn.social mastodon.world mas.to mastodon.cloud mastodon.xyz mamot.fr piaille.fr"
        " framapiaf.org mastodon.top toot.aquilenet.fr social.bund.de social.network.europa.eu ec.social-network.europa.eu"
        " social.numerique.gouv.fr mstdn.ca cosocial.ca mastodon.quebec jasette.facil.services fosstodon.org hachyderm.io"
        " infosec.exchange techhub.social mathstodon.xyz scholar.social fediscience.org mstdn.science scicomm.xyz qoto.org"
        " ecoevo.social sciences.social hcommons.social eupolicy.social newsie.social journa.host mastodon.ie mastodon.scot"
        " mastodonapp.uk masto.ai mastodon.art mastodon.green mastodon.nl mastodon.uno mastodon.gal mastodon.eus mastodon.nz"
        " mastodon.au aus.social mstdn.jp mstdn.io mstdn.party pawoo.net toot.community toot.wales c.im chaos.social"
        " digitalcourage.social troet.cafe nrw.social bonn.social berlin.social muenchen.social wisskomm.social"
        " bildung.social xn--baw-joa.social hostux.social kolektiva.social universeodon.com mindly.social masto.es tkz.one"
        " sigmoid.social indieweb.social union.place social.vivaldi.net mastodon.gamedev.place me.dm tooot.im masto.nu"
        " social.coop floss.social framapiaf.org todon.eu todon.nl mastodon.mit.edu mastodon.acm.org botsin.space"
    ),
    handle=USER,
    forms=(
        Form(
            path="@{}",
            address=_AT,
            handle=rf"(?P<h>[A-Za-z0-9_](?:[A-Za-z0-9_.-]{{0,62}}?[A-Za-z0-9_])?)(?:{_FEED})+",
            example="polymtl.rss",
        ),
        Form(path="@{}", address=_AT),
        Form(path="@{}", handle=ELSEWHERE, example="polymtl@mastodon.social"),
        Form(path="web/@{}", address=_AT),
        Form(path="web/@{}", handle=ELSEWHERE, example="polymtl@mastodon.social"),
        Form(path="deck/@{}", address=_AT),
        Form(path="deck/@{}", handle=ELSEWHERE, example="polymtl@mastodon.social"),
        Form(path="users/{}", address=_AT),
        Form(
            path="authorize_interaction?uri={}",
            handle=rf"acct:(?P<h>{ELSEWHERE})",
            example="acct:polymtl@mastodon.social",
        ),
    ),
    reserved={
        **reserved(Reason.HASHTAG, "tags"),
        **reserved(Reason.SEARCH, "explore search public directory"),
        **reserved(Reason.SHARE, "share"),
        **reserved(Reason.LOGIN, "auth"),
        **reserved(Reason.POST, "notes notice objects statuses"),
        **reserved(Reason.NOT_ACCOUNT, "about invite terms-of-service privacy-policy home"),
    },
    tails=tabs(
        "with_replies media followers following featured tagged pinned.rss outbox inbox collections pages clips reactions"
    ),
    other_tail=Reason.POST,
)

PIXELFED = Entry(
    slug="pixelfed",
    name="Pixelfed",
    mark="Px",
    federated=True,
    hosts=(
        "pixelfed.social",
        "pixelfed.de",
        "pixelfed.fr",
        "pixelfed.eus",
        "pixelfed.art",
        "pixey.org",
        "pixel.tchncs.de",
        "gram.social",
        "metapixl.com",
        "pixelfed.tokyo",
    ),
    handle=USER,
    forms=(
        Form(path="{}", address="https://{host}/{}"),
        Form(path="@{}", address="https://{host}/{}"),
        Form(path="@{}", handle=ELSEWHERE, example="polymtl@pixelfed.social"),
        Form(path="users/{}", address="https://{host}/{}"),
        Form(path="i/web/profile/_/{}", address="https://{host}/{}"),
    ),
    reserved={
        **reserved(Reason.POST, "p i c stories"),
        **reserved(Reason.SEARCH, "discover search"),
        **reserved(Reason.LOGIN, "login register"),
        **reserved(Reason.NOT_ACCOUNT, "site about settings timeline web groups"),
    },
    tails=tabs("followers following collections"),
    other_tail=Reason.POST,
)

PEERTUBE = Entry(
    slug="peertube",
    name="PeerTube",
    mark="Pt",
    federated=True,
    hosts=(
        "tube.numerique.gouv.fr",
        "framatube.org",
        "peertube.fr",
        "peertube.social",
        "tilvids.com",
        "tube.switch.ch",
        "video.blender.org",
        "peertube.tv",
        "fediverse.tv",
        "tube-sciences-technologies.apps.education.fr",
        "podeduc.apps.education.fr",
        "peertube.uno",
        "video.ploud.fr",
        "skeptikon.fr",
        "tube.tchncs.de",
        "makertube.net",
        "diode.zone",
    ),
    handle=USER,
    forms=(
        Form(path="a/{}", address="https://{host}/a/{}"),
        Form(path="a/{}", handle=ELSEWHERE, example="polymtl@framatube.org"),
        Form(path="accounts/{}", address="https://{host}/a/{}"),
        Form(path="accounts/{}", handle=ELSEWHERE, example="polymtl@framatube.org"),
        Form(path="c/{}", address="https://{host}/c/{}", kind=Kind.CHANNEL, key="c", maybe=("{}",)),
        Form(path="video-channels/{}", address="https://{host}/c/{}", kind=Kind.CHANNEL, key="c", maybe=("{}",)),
        Form(path="c/{}", handle=ELSEWHERE, kind=Kind.CHANNEL, example="polymtl@framatube.org"),
        Form(path="video-channels/{}", handle=ELSEWHERE, kind=Kind.CHANNEL, example="polymtl@framatube.org"),
        Form(path="@{}", address="https://{host}/@{}", kind=Kind.NAME, key="@", maybe=("{}", "c:{}")),
    ),
    reserved={
        **reserved(Reason.POST, "w videos"),
        **reserved(Reason.SEARCH, "search"),
        **reserved(Reason.LOGIN, "login signup"),
        **reserved(Reason.NOT_ACCOUNT, "about my-account home"),
    },
    tails={**tabs("videos video-channels video-playlists about search"), **things(Reason.PLAYLIST, "p")},
    other_tail=Reason.POST,
)

LEMMY = Entry(
    slug="lemmy",
    name="Lemmy",
    mark="Le",
    federated=True,
    hosts=(
        "lemmy.world",
        "lemmy.ml",
        "lemmy.ca",
        "sh.itjust.works",
        "programming.dev",
        "jlai.lu",
        "feddit.org",
        "feddit.uk",
        "feddit.it",
        "feddit.nl",
        "lemm.ee",
        "beehaw.org",
        "sopuli.xyz",
        "slrpnk.net",
        "mander.xyz",
        "discuss.tchncs.de",
        "lemmy.zip",
        "lemmy.dbzer0.com",
        "midwest.social",
        "infosec.pub",
        "aussie.zone",
        "hexbear.net",
        "lemmygrad.ml",
        "piefed.social",
        "kbin.earth",
    ),
    handle=USER,
    forms=(
        Form(path="u/{}", address="https://{host}/u/{}"),
        Form(path="u/{}", handle=ELSEWHERE, example="polymtl@lemmy.world"),
        Form(path="c/{}", address="https://{host}/c/{}", kind=Kind.COMMUNITY, key="c"),
        Form(path="c/{}", handle=ELSEWHERE, kind=Kind.COMMUNITY, example="technology@lemmy.world"),
        Form(path="m/{}", address="https://{host}/c/{}", kind=Kind.COMMUNITY, key="c"),
    ),
    reserved={
        **reserved(Reason.POST, "post comment modlog"),
        **reserved(Reason.SEARCH, "search communities"),
        **reserved(Reason.LOGIN, "login signup"),
    },
    tails={**tabs("posts comments overview about"), **things(Reason.POST, "p t")},
    other_tail=Reason.POST,
)

FRIENDICA = Entry(
    slug="friendica",
    name="Friendica",
    mark="Fr",
    federated=True,
    hosts=(
        "venera.social",
        "friendica.me",
        "libranet.de",
        "opensocial.at",
        "social.isurf.ca",
        "nerdica.net",
        "squeet.me",
        "pirati.ca",
        "loma.ml",
        "anonsys.net",
        "social.trom.tf",
    ),
    handle=USER,
    forms=(
        Form(path="profile/{}", address="https://{host}/profile/{}"),
        Form(path="~{}", address="https://{host}/profile/{}"),
        Form(path="u/{}", address="https://{host}/profile/{}"),
        Form(path="@{}", address="https://{host}/profile/{}"),
    ),
    reserved={
        **reserved(Reason.POST, "display photos objects"),
        **reserved(Reason.LOGIN, "login register"),
        **reserved(Reason.SEARCH, "search directory community"),
    },
    tails={**tabs("profile status conversations contacts media"), **lists(Reason.POST, "photos")},
    other_tail=Reason.POST,
)

MATRIX = Entry(
    slug="matrix",
    name="Matrix",
    mark="Mx",
    hosts=("matrix.to",),
    schemes={"matrix:r/": "matrix.to/#/%23", "matrix:u/": "matrix.to/#/@", "matrix:roomid/": "matrix.to/#/!"},
    other_tail=Reason.POST,
    handle=r"[!+@#][A-Za-z0-9_.=/-]{1,120}:[A-Za-z0-9.-]{3,120}(?::[0-9]{2,5})?",
    forms=(
        Form(
            path="#{}",
            handle=r"#[^\s/:]{1,120}:[A-Za-z0-9.-]{3,120}",
            address="https://matrix.to/#/{}",
            kind=Kind.COMMUNITY,
            example="#matrix:matrix.org",
        ),
        Form(
            path="#{}",
            handle=r"![^\s/:]{1,120}:[A-Za-z0-9.-]{3,120}",
            keeps_case=True,
            address="https://matrix.to/#/{}",
            kind=Kind.IDENTIFIER,
            key="!",
            example="!OGEhHVWSdvArJzumhm:matrix.org",
        ),
        Form(
            path="#@{}",
            handle=r"[^\s/:]{1,120}:[A-Za-z0-9.-]{3,120}",
            address="https://matrix.to/#/@{}",
            kind=Kind.PERSON,
            key="@",
            example="polymtl:matrix.org",
        ),
    ),
)

ENTRIES = (MASTODON, PIXELFED, PEERTUBE, LEMMY, FRIENDICA, MATRIX)
