"""What the desk's queue needs to cost as much with 5,000 open requests as with 50 (`bench/desk.py`).

* `verdict_endorsed_by`: what a person endorsed, which they do not decide. Six counts of the page ask it, and without the index
  each read every decision that the person ever took.
* The statistics tell PostgreSQL how many requests a searched word leaves: it knows nothing of `UPPER(title)` by itself, takes
  any word for one that leaves a single request, and joins them one by one. The words themselves need no index: most of the
  time goes to words that many requests share, and an index of trigrams is not in every build of PostgreSQL.
"""

from django.db import migrations, models

SEARCHED = ("title", "wanted_handle", "handle")
WORDS = ";".join(
    f"CREATE STATISTICS request_words_{name} ON (UPPER({name}::text)) FROM workflows_pagerequest" for name in SEARCHED
)
WORDS_BACK = ";".join(f"DROP STATISTICS IF EXISTS request_words_{name}" for name in SEARCHED)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0013_expected_text")]

    operations = [
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(
                condition=models.Q(("stage", "endorsement")),
                fields=["by"],
                include=("page_request",),
                name="verdict_endorsed_by",
            ),
        ),
        migrations.RunSQL(WORDS, WORDS_BACK),
    ]
