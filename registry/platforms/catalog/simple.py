"""A shorter way to write the many platforms that have one form of address, or several for one kind of account."""

from dataclasses import replace

from registry.platforms.catalog.entry import LABEL, WORD, Entry, Form, listed, lists, reserved
from registry.platforms.kinds import Kind, Reason

# First segments that hold the site's own pages everywhere.
COMMON = {
    **reserved(
        Reason.NOT_ACCOUNT,
        "about help terms privacy legal jobs careers contact settings pricing blog api developers press app apps home"
        " index.html index.php support faq policies policy business features news download downloads upload static assets admin"
        " company enterprise dashboard account notifications messages robots.txt cookies tos en fr de es it pt"
        " about-us contact-us guidelines customers solutions templates resources marketplace"
        " advertise advertising hiring learn partner partners newsroom get-started hiring-data live chat shop store",
    ),
    **reserved(
        Reason.LOGIN, "login signin sign-in sign_in signup sign-up sign_up register join auth oauth logout session"
    ),
    **reserved(
        Reason.SEARCH,
        "search explore discover browse categories category trending popular popular-now discover-trending",
    ),
    **reserved(Reason.HASHTAG, "tag tags hashtag topic topics"),
    **reserved(Reason.SHARE, "share sharer intent submit compose new-post add-card save shareit bookmarklet"),
    **reserved(Reason.EVENT, "event events"),
    **reserved(Reason.POST, "post posts video videos watch embed p status photo"),
}


def simple(
    slug: str,
    name: str,
    mark: str,
    host: str,
    paths: str = "{}",
    *,
    also: str = "",
    kind: Kind = Kind.PROFILE,
    handle: str = WORD,
    suffix: str = "",
    tails: str = "",
    posts: str = "",
    example: str = "polymtl",
    forms: tuple[Form, ...] = (),
    **others: object,
) -> Entry:
    """An entry whose `paths` (in one string, "{}.host" for a sub-domain) all write the account of the first one's address.

    `host` is the host of canonical addresses, `www.` included where the platform puts it; `also` are further hosts; `posts`
    are first segments that hold content; `forms` are tried before. What follows a handle is content unless in `tails`.
    """
    written = listed(paths)
    handle = LABEL if handle == WORD and "{}." in written[0] else handle
    address = f"https://{written[0]}" if "{}." in written[0] else f"https://{host}/{written[0]}"
    plain = Form(path="", address=address, kind=kind, handle=handle, suffix=suffix, example=example)
    return Entry(
        slug=slug,
        name=name,
        mark=mark,
        hosts=(host.removeprefix("www."), *listed(also)),
        forms=(*forms, *(_at(plain, path) for path in written)),
        handle=handle,
        reserved=COMMON | reserved(Reason.POST, posts) | dict(others.pop("reserved", {})),
        # A tab is the account's page; what stands below a tab is one of the things that it lists.
        tails=lists(Reason.POST, "about followers following videos photos posts likes " + tails)
        | dict(others.pop("extra_tails", {})),
        **{"other_tail": Reason.POST, **others},
    )


def _at(plain: Form, path: str) -> Form:
    """The form at a path, which begins with a host where it names a sub-domain."""
    host, _, rest = path.partition("/") if "{}." in path else ("", "", path)
    return replace(plain, host=host, path=rest)
