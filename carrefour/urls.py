"""Every address of the site; each slice brings its own routes."""

from allauth.account import views as account
from django.urls import include, path, re_path

from carrefour.health import health

handler404 = "carrefour.errors.not_found"

sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    # The key holds dashes of its own, so the number before it must not take them.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", include("registry.directory.urls")),
    path("", include("registry.followers.urls")),
    path("followers/files/", include("registry.transfer.counts.urls")),
    path("accounts/", include("registry.desk.urls")),
    path("import/", include("registry.transfer.urls")),
    path("journal/", include("registry.journal.urls")),
    path("organisation/", include("registry.organisation.urls")),
    path("notices/", include("workflows.notifications.urls")),
    path("policies/", include("workflows.policies.urls")),
    path("rules/", include("workflows.policies.rule_urls")),
    path("requests/", include("workflows.requests.urls")),
    path("reviews/", include("workflows.reviews.urls")),
    path("presence/", include("workflows.dashboard.urls")),
    path("decisions/", include("workflows.exits.urls")),
    path("sign-in/", include(sign_in)),
    path("api/", include("carrefour.api")),
    path("health/", health, name="health"),
]
