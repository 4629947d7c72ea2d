"""A file to attach: how it is chosen; what it may be is said by `file_kinds`."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from workflows.requests.file_kinds import KINDS, LARGEST_FILE, TOO_LARGE


class AttachmentForm(forms.Form):
    """One file at a time; its clean value is the upload, no larger than a file may be."""

    file = forms.FileField(
        label=_("Fichier à joindre"),
        allow_empty_file=True,
        help_text=_(
            "PDF, image (PNG, JPEG, WebP), document (DOCX, ODT), tableur (XLSX, ODS) ou texte (TXT, CSV) ; "
            "5 Mo et dix fichiers au plus."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{extension}" for extension in KINDS)}),
    )

    def clean_file(self) -> UploadedFile:
        """The upload; what is too large has not been kept whole."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_FILE:
            raise ValidationError(str(TOO_LARGE))
        return upload
