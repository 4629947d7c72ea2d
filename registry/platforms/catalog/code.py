"""Code and developers: GitHub, GitLab."""

from registry.platforms.catalog.entry import Entry, Form, reserved, tabs
from registry.platforms.kinds import Reason

GITHUB = Entry(
    slug="github",
    name="GitHub",
    mark="Gh",
    hosts=("github.com",),
    handle=r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})",
    forms=(
        Form(path="orgs/{}", address="https://github.com/{}"),
        Form(path="{}", address="https://github.com/{}"),
        Form(path="{}", host="gist.github.com", address="https://github.com/{}"),
    ),
    bare=("{}",),
    services=reserved(
        Reason.NOT_ACCOUNT,
        "raw.githubusercontent.com api.github.com docs.github.com help.github.com codeload.github.com",
    ),
    reserved={
        **reserved(Reason.LOGIN, "login join signup sessions"),
        **reserved(Reason.SEARCH, "search explore trending"),
        **reserved(Reason.HASHTAG, "topics"),
        **reserved(
            Reason.NOT_ACCOUNT,
            "about features pricing marketplace settings notifications issues pulls new sponsors apps collections codespaces"
            " security enterprise team customer-stories readme contact site events stars orgs users copilot blog dashboard",
        ),
    },
    tails=tabs("repositories projects packages people teams followers following discussions stars sponsoring"),
)

GITLAB = Entry(
    slug="gitlab",
    name="GitLab",
    mark="Gl",
    hosts=("gitlab.com",),
    handle=r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])?",
    forms=(
        Form(path="groups/{}", address="https://gitlab.com/{}"),
        Form(path="users/{}", address="https://gitlab.com/{}"),
        Form(path="{}", address="https://gitlab.com/{}"),
    ),
    bare=("{}",),
    reserved={
        **reserved(Reason.SEARCH, "explore search"),
        **reserved(Reason.NOT_ACCOUNT, "help api admin dashboard profile projects snippets public s assets -"),
        **reserved(Reason.LOGIN, "oauth"),
    },
    tails=tabs("-"),
)

ENTRIES = (GITHUB, GITLAB)
