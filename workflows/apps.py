"""The app that answers *how it changes and who agreed*."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """Policies, page requests, exit decisions and the notices about them."""

    name = "workflows"
    verbose_name = _("Démarches")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let those who follow the journal listen; by name, since models can only be imported once every app is loaded."""
        for listen in ("workflows.notifications.fan_out.listen", "workflows.dashboard.staleness.listen"):
            import_string(listen)()
