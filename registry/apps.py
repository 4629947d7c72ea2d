"""The app that answers *what exists*."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from registry.platforms.catalog_sync import sync_after_migrate


class RegistryConfig(AppConfig):
    """Units, people, platforms, accounts, their figures and the journal."""

    name = "registry"
    verbose_name = _("Registre")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the platform rows equal to the catalogue: a catalogue entry needs no migration of its own."""
        post_migrate.connect(sync_after_migrate, sender=self, dispatch_uid="registry.platforms.catalogue")
