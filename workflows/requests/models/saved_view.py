"""A view of the queue that a person keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import User


class SavedView(models.Model):
    """A name and the filters that it stands for, as the list's own address writes them; nobody else sees it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("nom de la vue"), max_length=60)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_once",
                violation_error_message=_("Une de vos vues porte déjà ce nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
