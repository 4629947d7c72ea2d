"""What the demonstration says: the facts as their sources give them, and everything else said to be invented."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection, transaction

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.followers.models import FollowerCount
from registry.organisation.models import Role, Unit, UnitKind, User
from registry.platforms.models import PlatformStance
from registry.wording import number
from tests.workflows.exits.peer_rows import DECIDED, OTHERS, STANDING, expected, told
from workflows.demonstration.actions import load
from workflows.demonstration.cast import INVENTED, MONTREAL, PALAISEAU, PASSWORD
from workflows.demonstration.peers import rows
from workflows.demonstration.queries import people_by_role
from workflows.exits.figures import proven
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.public_facts import facts
from workflows.exits.public_queries import whole
from workflows.exits.stances_actions import BELIEVED
from workflows.exits.states import Kind
from workflows.exits.states import State as ExitState
from workflows.policies.models import PolicyVersion
from workflows.requests.models import PageRequest
from workflows.requests.states import State

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
NAMED_IN_2012 = {
    "https://www.facebook.com/polymtl",
    "https://x.com/polymtl",
    "https://www.youtube.com/user/polymtlvideos",
}


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for this file, which only reads it, and undone at its end."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        # What Django's own TestCase says of its transactions: a durable block may stand inside.
        outer._from_testcase = True
        outer.__enter__()
        yield load(NOW)
        connection.check_constraints()
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
        connection.close()


@pytest.fixture(scope="module")
def exit_of_palaiseau(story):
    return ExitDecision.objects.get(institution=story.palaiseau)


@pytest.fixture(scope="module")
def invented_exit(story):
    return ExitDecision.objects.get(institution=story.montreal)


def accounts_of(root):
    return Account.objects.filter(unit__path__startswith=root.path)


# École polytechnique


def test_the_60_000_stand_as_stated_with_nothing_beside_them(story, exit_of_palaiseau):
    assert exit_of_palaiseau.stated_figure == 60_000
    assert not accounts_of(story.palaiseau).exists()
    lines = list(exit_of_palaiseau.lines.all())
    assert [line.label_fr for line in lines] == ["Comptes institutionnels de l’École", "Comptes de ses filiales"]
    assert all(line.account is None and line.followers is None for line in lines)
    assert proven(line.followers for line in lines if line.covered).total is None


def test_what_the_source_does_not_say_stays_empty(exit_of_palaiseau):
    assert exit_of_palaiseau.recorded
    assert (exit_of_palaiseau.announced_on, exit_of_palaiseau.effective_on) == ("2025-01-10", "2025-01-10")
    unsaid = ("decided_on", "closed_on", "deciding_body", "communique_url", "public_note_fr")
    assert [getattr(exit_of_palaiseau, name) for name in unsaid] == [""] * len(unsaid)
    assert not exit_of_palaiseau.signatures.exists()
    channels = [(channel.label_fr, channel.address) for channel in exit_of_palaiseau.channels.all()]
    assert channels == [(name, "") for name in ("LinkedIn", "Facebook", "Instagram", "YouTube", "Site web")]
    assert exit_of_palaiseau.rationale_fr
    assert exit_of_palaiseau.rationale_en


def test_its_affiliate_and_the_ministries_stand_beside_the_decision(exit_of_palaiseau):
    stances = {stance.institution.slug: stance for stance in exit_of_palaiseau.stances.select_related("institution")}
    assert {slug: stance.position for slug, stance in stances.items()} == {
        "ip-paris": "evaluating",
        "ministere-des-armees": "staying",
        "ministere-enseignement-superieur-recherche": "staying",
    }
    assert {stance.as_of for stance in stances.values()} == {"2025-01-10"}
    assert {stance.institution.kind for stance in stances.values()} == {UnitKind.PEER}


TOLD = {
    "fr": "60 000 abonnés au total|Comptes institutionnels de l’École et de ses filiales|10 janvier 2025|Désinformation|Valeurs|"
    "information fiable et éthique|LinkedIn|Site web|AEF info, cité par|0 compte relevé|Aucune somme par compte n’est affirmée",
    "en": "60,000 followers in total|Institutional accounts of the School and of its subsidiaries|10 January 2025|"
    "reliable and ethical information|YouTube|Website|quoted by ekole.fr",
}


@pytest.mark.parametrize("language", TOLD)
def test_the_public_page_of_ecole_polytechnique(exit_of_palaiseau, client, language):
    answer = client.get(exit_of_palaiseau.get_absolute_url(), headers={"accept-language": language})
    page = " ".join(unescape(answer.content.decode()).split())
    assert [words for words in TOLD[language].split("|") if words not in page] == []
    shown = answer.context["page"]
    assert [figure.value for figure in shown.figures] == [60_000, None, None]
    assert {(line.followers, line.account_id) for line in shown.lines} == {(None, None)}
    figures = next(facts(row, "") for row in whole() if row.pk == exit_of_palaiseau.pk)["figures"]
    assert (figures["stated"]["value"], figures["proven"]["total"], figures["gap"]) == (60_000, None, None)


# Polytechnique Montréal


def test_the_accounts_of_2012_are_official_without_any_figure(story):
    real = Account.objects.filter(official_since="2012-11-27")
    assert set(real.values_list("address", flat=True)) == NAMED_IN_2012
    assert all(account.standing == Standing.OFFICIAL and account.unit == story.montreal for account in real)
    assert not FollowerCount.objects.filter(account__in=real).exists()
    assert not ScopeLine.objects.filter(account__in=real).exists()
    assert {(a.status, a.stewardships.count(), a.decision_label_fr) for a in real} == {(Status.ACTIVE, 0, "")}
    assert all("ADD-550-487" in proof.evidence for account in real for proof in account.proofs.all())


def test_the_directive_is_that_of_27_november_2012():
    version = PolicyVersion.objects.get()
    assert (version.adopted_on, version.in_force_on, version.resolution) == ("2012-11-27", "2012-11-27", "ADD-550-487")
    for body, heading in ((version.body_fr, "Onze sortes"), (version.body_en, "Eleven kinds")):
        kinds = next(part for part in body.split("\n\n") if part.startswith(heading))
        assert len(kinds.splitlines()) == 1 + 11
        assert not body.startswith("Directive"), "a summary says that it is one"
    assert version.body_fr.count("\n- ") == version.body_en.count("\n- ")


def test_the_invented_decision_went_all_the_way_and_has_a_sum(invented_exit):
    assert invented_exit.state == ExitState.IN_FORCE
    assert not invented_exit.recorded
    covered = invented_exit.lines.filter(covered=True).select_related("account")
    sum_ = proven(line.followers for line in covered)
    assert (sum_.total, sum_.counted, sum_.uncounted) == (3_754, 4, 1)
    assert len({line.treatment for line in covered}) == len(covered)
    assert {line.account.status for line in covered} == {Status.DORMANT, Status.CLOSED}
    spared = invented_exit.lines.select_related("account").get(covered=False)
    assert spared.account.status == Status.ACTIVE
    assert spared.note_fr
    assert spared.note_en


def test_a_tombstone_has_its_successor():
    closed = Account.objects.exclude(successor=None).get()
    assert closed.is_tombstone
    assert closed.official_until


@pytest.mark.parametrize(("field", "words"), [("standing", Standing), ("state", State)])
def test_every_standing_and_every_state_of_a_request_is_shown(field, words):
    model = {"standing": Account, "state": PageRequest}[field]
    assert set(model.objects.order_by(field).values_list(field, flat=True)) == set(words.values)


def test_every_invented_row_says_so(story):
    units = Unit.objects.filter(path__startswith=story.montreal.path).exclude(pk=story.montreal.pk)
    accounts = accounts_of(story.montreal).exclude(address__in=NAMED_IN_2012)
    for row in [*units, *accounts]:
        assert (row.public_note_fr, row.public_note_en) == (INVENTED.fr, INVENTED.en), row
    assert all("example" in account.handle for account in accounts)
    assert all(INVENTED.fr in asked.purpose.replace("(", "") for asked in PageRequest.objects.order_by("pk"))
    for person in User.objects.order_by("pk"):
        assert person.email.endswith("@example.org")
        assert "inventée" in person.job_title
    own = ExitDecision.objects.get(recorded=False)
    assert (own.public_note_fr + own.public_note_en).count("nvent") == 2


def test_the_real_institutions_say_what_is_real(story):
    for root in (story.units[MONTREAL], story.units[PALAISEAU]):
        assert "réel" in root.public_note_fr
        assert "invent" in root.public_note_fr
        assert "invented" in root.public_note_en


def test_the_story_is_over_when_it_is_told():
    moments = Event.objects.order_by("at").values_list("at", flat=True)
    assert max(moments) < NOW
    assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}
    waiting = [asked for asked in PageRequest.objects.order_by("due_on") if asked.is_pending]
    assert waiting[0].due_on < NOW.date() < waiting[-1].due_on, "one answer is late, another is still in time"


# The peers


def test_every_line_of_the_data_file_is_in_the_register(story):
    for row in rows():
        peer = Unit.objects.get(slug=row["slug"], kind=UnitKind.PEER, country=row["country"])
        if row["kind"] in Kind.values:
            found = ExitDecision.objects.get(institution=peer)
            assert (found.kind, found.announced_on, found.effective_on) == (
                row["kind"], row["announced_on"], row["effective_on"],
            )  # fmt: skip
            assert found.reasons == [word for word in row["reasons"].split("|") if word]
            assert found.confidence == row["confidence"]
            said = found.public_note_fr
        else:
            found = PlatformStance.objects.get(institution=peer)
            assert (found.position, found.as_of) == (row["kind"], row["announced_on"])
            said = found.note_fr
        assert row["source"] == found.source or row["source"] in said
        figure = row["stated_figure"] and int(row["stated_figure"])
        assert not figure or getattr(found, "stated_figure", 0) == figure or number(figure, "fr") in said


# Typed again from the table of thirty decisions: announced, effective, figure.
AS_GIVEN = {
    "npr": ("2023-04-12", "2023-04-04", 8_700_000),
    "sorbonne-universite": ("2024-11", "", None),
    "ruhr-universitaet-bochum": ("2023", "", None),
    "universitaet-innsbruck": ("", "", None),
    "mediapart": ("2024-12", "2025-01-20", None),
    "supreme-court-of-canada": ("2025-02-26", "2025-02-26", 45_000),
    "aix-marseille-universite": ("2023-10-17", "2023-10-17", 20_800),
}


@pytest.mark.parametrize("slug", AS_GIVEN)
def test_dates_and_figures_are_as_the_sources_give_them(story, slug):
    found = ExitDecision.objects.get(institution__slug=slug)
    assert (found.announced_on, found.effective_on, found.stated_figure) == AS_GIVEN[slug]
    assert found.decided_on == found.closed_on == ""
    assert not found.lines.exclude(followers=None).exists()


def test_the_guardian_left_once_with_two_figures_that_are_never_added(story):
    found = ExitDecision.objects.get(institution__slug="the-guardian")
    assert (found.stated_figure, found.stated_scope_fr) == (10_500_000, "Compte principal")
    assert found.source == "Nieman Lab", "the source beside a figure is that figure’s own"
    for note, language in ((found.public_note_fr, "fr"), (found.public_note_en, "en")):
        assert number(27_000_000, language) in note
        assert "madeinmedia.in" in note
        assert number(37_500_000, language) not in note


def test_nobody_else_has_an_account_here(story):
    peers = Unit.objects.filter(kind=UnitKind.PEER)
    assert peers.count() == 26 + 3
    assert not Account.objects.filter(unit__in=peers).exists()


# Who signs in


def test_one_person_per_role_can_sign_in():
    people = dict(people_by_role())
    assert list(people) == [str(role.label) for role in Role]
    assert len(set(people.values())) == len(Role)
    encoded = set(User.objects.values_list("password", flat=True).order_by())
    assert len(encoded) == 1, "hashed once for all"
    assert check_password(PASSWORD, encoded.pop())


def test_each_peer_is_entered_as_the_forms_would_enter_its_row():
    richer = {row["slug"] for row in OTHERS}
    decided = {slug: same for slug, same in DECIDED.items() if slug not in richer}
    documents = {row.institution.slug: facts(row, "https://carrefour.example") for row in whole()}
    assert {slug: told(documents[slug]) for slug in decided} == {slug: expected(same) for slug, same in decided.items()}
    for slug in set(STANDING) - richer:
        row, stance = STANDING[slug], PlatformStance.objects.get(institution__slug=slug)
        assert (stance.position, stance.as_of, stance.source) == (row["kind"], row["announced_on"], row["source"])
        parts = [
            row["note_en"],
            f"{number(int(row['stated_figure']), 'en')} followers stated.",
            BELIEVED[row["confidence"]].en,
        ]
        assert stance.note_en == " ".join(part for part in parts if part)
