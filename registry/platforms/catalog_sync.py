"""Keeps one Platform row per catalogue entry: the table in code is the source, the rows are what others point to."""

from django.apps import apps as installed

from registry.platforms.catalog import CATALOG

COPIED = ("name", "mark", "former_names", "hosts", "closed_on")


def sync_after_migrate(apps=installed, **_signal: object) -> None:
    """The `post_migrate` receiver: inserts or refreshes every entry and deletes none; does nothing before the table is."""
    if "platform" not in apps.all_models["registry"]:
        return
    platform = apps.get_model("registry", "Platform")
    rows = [
        platform(
            slug=entry.slug,
            name=entry.name,
            mark=entry.mark,
            former_names=list(entry.former_names),
            hosts=list(entry.hosts),
            closed_on=entry.closed_on,
        )
        for entry in CATALOG.values()
    ]
    platform.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=COPIED)
