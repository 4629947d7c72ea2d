"""Files of figures wait to be applied beside files of accounts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_program_tokens")]

    operations = [
        migrations.AddField(
            model_name="importfile",
            name="content",
            field=models.CharField(
                choices=[("accounts", "Comptes"), ("figures", "Relevés")], default="accounts", max_length=10
            ),
        ),
        migrations.AddField(model_name="importfile", name="dates", field=models.CharField(blank=True, max_length=5)),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("content__in", ["accounts", "figures"])), name="import_content_known"
            ),
        ),
    ]
