"""Code and developers: GitHub, GitLab."""

from registry.platforms.catalog.entry import Entry, Form, lists, reserved, tabs
from registry.platforms.kinds import Reason

GITHUB = Entry(
    slug="github",
    name="GitHub",
    mark="Gh",
    hosts=("github.com",),
    handle=r"(?P<h>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))(?:\.(?:png|atom|keys|gpg))?",
    forms=(
        Form(
            path="orgs/{}",
            address="https://github.com/{}",
            tails=lists(Reason.NOT_ACCOUNT, "teams discussions projects packages"),
        ),
        Form(path="sponsors/{}", address="https://github.com/{}"),
        Form(path="{}", address="https://github.com/{}"),
        Form(path="{}", host="gist.github.com", address="https://github.com/{}"),
    ),
    bare=("{}",),
    services=reserved(
        Reason.NOT_ACCOUNT,
        "githubusercontent.com github.io github.blog github.dev githubstatus.com githubassets.com",
    ),
    reserved={
        **reserved(Reason.LOGIN, "login join signup sessions"),
        **reserved(Reason.SEARCH, "search explore trending"),
        **reserved(Reason.HASHTAG, "topics"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about features pricing marketplace settings notifications issues pulls new sponsors apps collections codespaces"
            " security enterprise team customer-stories readme contact site events stars orgs users copilot blog dashboard"
            " git-guides premium-support logos newsroom advisories partners why-github open-source watching edu models"
            " enterprises solutions resources mobile",
        ),
    },
    tails=tabs("repositories projects packages people teams followers following discussions stars sponsoring"),
)

GITLAB = Entry(
    slug="gitlab",
    name="GitLab",
    mark="Gl",
    hosts=("gitlab.com",),
    handle=r"(?P<h>[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}?[A-Za-z0-9_-])?)(?:\.(?:atom|keys|gpg))?",
    forms=(
        Form(path="groups/{}", address="https://gitlab.com/{}"),
        Form(
            path="users/{}",
            handle=r"(?!(?:sign_in|sign_up|sign_out|auth|password|confirmation|unlock|two_factor_auth)$)[A-Za-z0-9_][A-Za-z0-9_.-]{1,253}",
            address="https://gitlab.com/{}",
            tails=tabs("projects activity groups contributed starred snippets followers following"),
        ),
        Form(path="{}", address="https://gitlab.com/{}"),
    ),
    bare=("{}",),
    reserved={
        **reserved(Reason.SEARCH, "explore search"),
        **reserved(
            Reason.NOT_ACCOUNT, "help api admin dashboard profile projects snippets public s assets - import jwt"
        ),
        **reserved(Reason.LOGIN, "oauth"),
    },
    services=reserved(Reason.NOT_ACCOUNT, "gitlab.io gitlab.net"),
    tails=tabs("-"),
)

ENTRIES = (GITHUB, GITLAB)
