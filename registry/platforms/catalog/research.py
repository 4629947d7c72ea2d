"""Research and documents: ResearchGate, Academia, ORCID, Google Scholar, SlideShare, Issuu and kin."""

from registry.platforms.catalog.entry import NUMBER, Entry, Form, reserved, tabs
from registry.platforms.catalog.simple import simple
from registry.platforms.kinds import Kind, Reason

_TITLE = r"[^\s/?#<>\"\\^`{|}\[\]]{1,150}"

_GOOGLE = (
    "fr ca de co.uk es it be ch at nl pt pl se no dk fi ie lu gr cz ro hu ru co.in co.jp co.kr co.nz co.za co.id co.th co.il"
    " com.au com.br com.mx com.ar com.co com.pe com.tr com.hk com.tw com.sg com.vn com.eg com.ua cl ae"
)

ENTRIES: tuple[Entry, ...] = (
    simple(
        "researchgate",
        "ResearchGate",
        "Rg",
        "www.researchgate.net",
        "profile/{}",
        ignores_case=False,
        handle=_TITLE,
        forms=(
            Form(
                path="institution/{}",
                address="https://www.researchgate.net/institution/{}",
                kind=Kind.SCHOOL,
                key="institution",
            ),
            Form(path="lab/{}", address="https://www.researchgate.net/lab/{}", kind=Kind.GROUP, key="lab"),
        ),
        posts="publication figure project",
        tails="research publications stats contributions scores",
        extra_tails=tabs("department"),
    ),
    simple(
        "academia",
        "Academia.edu",
        "Ae",
        "www.academia.edu",
        ignores_case=False,
        handle=r"[A-Za-z0-9_.-]{1,80}",
        posts="attachments hiring journals keypass directory documents people departments",
        forms=(
            Form(
                path="{}",
                host="{host}.academia.edu",
                handle=r"[^\W\d][\w.-]{0,80}",
                address="https://{host}.academia.edu/{}",
                tails=tabs("Papers CurriculumVitae Teaching-Documents Analytics".lower()),
            ),
        ),
    ),
    simple(
        "orcid",
        "ORCID",
        "Or",
        "orcid.org",
        "{} my-orcid?orcid={}",
        ignores_case=False,
        handle=r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
        schemes={"orcid:": "orcid.org/"},
        example="0000-0001-7232-9284",
        tails="print",
    ),
    simple(
        "google-scholar",
        "Google Scholar",
        "Gs",
        "scholar.google.com",
        "citations?user={}",
        handle=r"[A-Za-z0-9_-]{12}",
        ignores_case=False,
        also=" ".join(f"scholar.google.{end}" for end in _GOOGLE.split()),
        query=reserved(Reason.POST, "citation_for_view"),
        example="JicYPdAAAAAJ",
        reserved=reserved(Reason.SEARCH, "scholar"),
    ),
    simple("mendeley", "Mendeley", "My", "www.mendeley.com", "profiles/{}"),
    simple(
        "publons",
        "Publons",
        "Pu",
        "publons.com",
        "researcher/{} a/{}",
        handle=NUMBER,
        example="1234567",
        closed_on="2022",
    ),
    simple(
        "zotero",
        "Zotero",
        "Zo",
        "www.zotero.org",
        "{}",
        forms=(Form(path="groups/{}", address="https://www.zotero.org/groups/{}", kind=Kind.GROUP, key="group"),),
        tails="library cv items",
    ),
    simple(
        "slideshare",
        "SlideShare",
        "Ss",
        "www.slideshare.net",
        "{}",
        handle=r"[A-Za-z0-9_-]{1,60}",
        posts="slideshow key",
        tails="presentations documents infographics clipboards newsfeed",
        locales=True,
    ),
    simple("speakerdeck", "Speaker Deck", "Sd", "speakerdeck.com"),
    simple("issuu", "Issuu", "Is", "issuu.com", tails="docs stacks", posts="solutions customers"),
    simple(
        "scribd",
        "Scribd",
        "Sb",
        "www.scribd.com",
        "user/{}",
        handle=r"[0-9]+",
        example="123456",
        posts="document doc book",
        tails="polymtl",
        locales=True,
    ),
    simple("prezi", "Prezi", "Pz", "prezi.com", "user/{} {}", posts="view v", locales=True),
    simple(
        "calameo",
        "Calaméo",
        "Ca",
        "www.calameo.com",
        "accounts/{}",
        handle=NUMBER,
        example="123456",
        posts="read books",
        locales=True,
    ),
)
