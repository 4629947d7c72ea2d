"""The app that answers *how it changes and who agreed*."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """Policies, page requests and exit decisions."""

    name = "workflows"
    verbose_name = _("Démarches")
    default_auto_field = "django.db.models.BigAutoField"
