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
        """Let notices listen to the journal; by name, since models can only be imported once every app is loaded."""
        import_string("workflows.notifications.fan_out.listen")()
