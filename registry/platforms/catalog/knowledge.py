"""Encyclopedias, questions and the news of a trade: Wikipedia, Quora, Stack Exchange, Hacker News and kin."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, reserved, tabs, things
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

_TITLE = r"[^\s/?#<>\"\\^`{|}\[\]]{1,150}"
_PART = r"[^\s/?#<>\"\\^`{|}\[\]-]"
_WIKI_HOSTS = ("{host}.wikipedia.org", "{host}.m.wikipedia.org")
# What user pages are called in the languages of the largest editions.
_USER = [
    "User",
    "Utilisateur",
    "Utilisatrice",
    "Benutzer",
    "Benutzerin",
    "Usuario",
    "Usuaria",
    "Utente",
    "Usuário",
    "Usuária",
    "Gebruiker",
    "Användare",
    "Bruger",
    "Bruker",
    "Wikipedysta",
    "Wikipedystka",
    "Uživatel",
    "Участник",
    "Участница",
    "Користувач",
    "利用者",
    "用户",
    "使用者",
    "사용자",
    "مستخدم",
    "Usuari",
    "Käyttäjä",
    "Kullanıcı",
]
# Pages of Wikipedia about itself: neither an article nor a person's page.
_NAMESPACES = (
    r"[^:]*(?:talk|discussion|diskussion|discusión|обсуждение)[^:]*|special|spécial|spezial|especial|speciale|file|fichier"
    r"|datei|image|help|aide|hilfe|category|catégorie|kategorie|template|modèle|vorlage|portal|portail|wikipedia|wikipédia"
    r"|draft|module|mediawiki|projet"
)

WIKIPEDIA = Entry(
    slug="wikipedia",
    name="Wikipédia",
    mark="Wi",
    hosts=("wikipedia.org",),
    ignores_case=False,
    handle=_TITLE,
    forms=tuple(
        form
        for host in _WIKI_HOSTS
        for form in (
            *(
                Form(
                    path=f"wiki/{word}:{{}}",
                    host=host,
                    address="https://{host}.wikipedia.org/wiki/User:{}",
                    kind=Kind.USER,
                    key="user",
                )
                for word in _USER
            ),
            Form(path="wiki/{}", host=host, handle=rf"(?i:{_NAMESPACES}):.*", refuses=Reason.NOT_ACCOUNT),
            Form(
                path="wiki/{}",
                host=host,
                address="https://{host}.wikipedia.org/wiki/{}",
                kind=Kind.ARTICLE,
                key="article",
                example="Polytechnique_Montréal",
            ),
        )
    ),
    services=reserved(Reason.NOT_ACCOUNT, "wikimedia.org"),
    reserved={**reserved(Reason.SEARCH, "w"), **reserved(Reason.NO_HANDLE, "wiki")},
    query=reserved(Reason.NOT_ACCOUNT, "action diff oldid"),
)


def _exchange(host: str, kind: Kind = Kind.PROFILE, key: str = "") -> Form:
    return Form(
        path="users/{}",
        host=host,
        handle=NUMBER,
        address=f"https://{host}/users/{{}}",
        kind=kind,
        key=key,
        example="3573210",
        tails=tabs("*"),
    )


_ASKED = {
    **reserved(Reason.POST, "questions q a posts"),
    **reserved(Reason.HASHTAG, "tags"),
    **reserved(Reason.SEARCH, "search"),
}
# The sites of the network that have a host of their own, each with its own accounts.
_ASIDE = (
    ("serverfault", "Server Fault", "Sf", "serverfault.com"),
    ("superuser", "Super User", "Su", "superuser.com"),
    ("askubuntu", "Ask Ubuntu", "Au", "askubuntu.com"),
    ("mathoverflow", "MathOverflow", "Mo", "mathoverflow.net"),
)

ENTRIES = (
    WIKIPEDIA,
    simple(
        "quora",
        "Quora",
        "Qu",
        "www.quora.com",
        "profile/{}",
        handle=_TITLE,
        ignores_case=False,
        locales=True,
        forms=(
            Form(path="q/{}", address="https://www.quora.com/q/{}", kind=Kind.COMMUNITY, key="space"),
            Form(
                path="",
                host="{}.quora.com",
                handle=r"[a-z0-9-]{4,60}",
                address="https://{}.quora.com",
                kind=Kind.BLOG,
                key="site",
            ),
            Form(
                path="{}",
                refuses=Reason.POST,
                handle=r"(?i:what|why|how|who|when|where|which|is|are|can|do|does|should|if|in|will|unanswered"
                r"|has|have|had|would|could|was|were|did|i|my|we|you|quest|pourquoi|comment|quel|quelle|quels|quelles|que)-.*"
                r"|(?:[^-]+-){5,}.*",
            ),
            # "Uthma-Faheem": the profile address that Quora had before "/profile/".
            Form(
                path="{}",
                address="https://www.quora.com/profile/{}",
                handle=rf"[^\W\d_]{_PART}*(?:-{_PART}+){{1,4}}",
                example="Poly-Mtl",
            ),
        ),
        bare=("profile/{}",),
        tails="answers questions edits all_posts log",
        extra_tails=things(Reason.POST, "answer"),
    ),
    Entry(
        slug="stackoverflow",
        name="Stack Overflow",
        mark="So",
        hosts=("stackoverflow.com",),
        handle=NUMBER,
        forms=(
            _exchange("stackoverflow.com"),
            Form(
                path="users/{}",
                host="{host}.stackoverflow.com",
                address="https://{host}.stackoverflow.com/users/{}",
                key="local",
                example="3573210",
                tails=tabs("*"),
            ),
        ),
        reserved=_ASKED,
    ),
    Entry(
        slug="stackexchange",
        services=reserved(
            Reason.NOT_ACCOUNT,
            "chat.stackexchange.com data.stackexchange.com api.stackexchange.com area51.stackexchange.com",
        ),
        name="Stack Exchange",
        mark="Se",
        hosts=("stackexchange.com",),
        handle=NUMBER,
        forms=(
            _exchange("stackexchange.com", Kind.MEMBER, "network"),
            Form(
                path="users/{}",
                host="{host}.stackexchange.com",
                address="https://{host}.stackexchange.com/users/{}",
                example="12345",
                tails=tabs("*"),
            ),
        ),
        reserved=_ASKED,
    ),
    simple(
        "hackernews",
        "Hacker News",
        "Hn",
        "news.ycombinator.com",
        "user?id={} threads?id={} submitted?id={}",
        ignores_case=False,
        handle=r"[A-Za-z0-9_-]{1,30}",
        reserved=reserved(Reason.POST, "item newest newcomments front ask show"),
    ),
    simple(
        "producthunt",
        "Product Hunt",
        "Ph",
        "www.producthunt.com",
        "@{}",
        forms=(
            Form(path="products/{}", address="https://www.producthunt.com/products/{}", kind=Kind.PAGE, key="product"),
        ),
    ),
    simple(
        "kaggle",
        "Kaggle",
        "Kg",
        "www.kaggle.com",
        posts="datasets code competitions c models learn",
        tails="competitions code datasets discussion models",
        reserved=reserved(Reason.POST, "datasets code competitions c models learn discussions docs"),
    ),
    simple(
        "imdb",
        "IMDb",
        "Ib",
        "www.imdb.com",
        "company/{}",
        handle=r"co[0-9]{5,10}",
        kind=Kind.COMPANY,
        example="co0002345",
        forms=(
            Form(
                path="user/{}",
                handle=r"ur[0-9]{3,10}|p\.[a-z0-9]+",
                address="https://www.imdb.com/user/{}",
                key="user",
                example="ur1234567",
            ),
        ),
        reserved=reserved(Reason.NOT_ACCOUNT, "name title list chart"),
        tails="",
    ),
    simple("gravatar", "Gravatar", "Gr", "gravatar.com", also="en.gravatar.com", locales=True, posts="avatar"),
    simple(
        "keybase",
        "Keybase",
        "Kb",
        "keybase.io",
        forms=(Form(path="team/{}", address="https://keybase.io/team/{}", kind=Kind.GROUP, key="team"),),
        posts="docs",
    ),
    *(
        Entry(slug=slug, name=name, mark=mark, hosts=(host,), handle=NUMBER, forms=(_exchange(host),), reserved=_ASKED)
        for slug, name, mark, host in _ASIDE
    ),
)
