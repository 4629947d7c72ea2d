"""The notice of a token that is about to end: to whom, in which words, when, and until when something is expected."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from registry.audit.verbs import Verb
from registry.followers.tokens import put_token
from registry.followers.tokens import revoke_token as withdraw
from registry.organisation import actions as organisation
from registry.organisation.models import Membership, ProgramRole, Role, User
from registry.organisation.programs import enter_program, give_token, revoke_token
from registry.organisation.token_ends import tell_program_tokens
from tests.workflows.notifications import deeds
from tests.workflows.notifications.test_audience import last, told
from tests.workflows.notifications.test_letters import SITE, letters
from workflows.notifications import actions
from workflows.notifications.models import MailPreference, Notification

PROGRAM, PLATFORM = Verb.PROGRAM_TOKEN_ENDING, Verb.PLATFORM_TOKEN_ENDING
DEEDS = {PROGRAM: deeds.program_token_ending, PLATFORM: deeds.platform_token_ending}
ENGLISH = {
    PROGRAM: ["Program’s token about to end · last day: 1 January 2027", "Rapports · Serveur", "From the next day on"],
    PLATFORM: ["Platform token about to end · last day: 1 January 2027", "LinkedIn", "From the next day on"],
}
FRENCH = {
    PROGRAM: [
        *("Jeton d’un programme bientôt échu · dernier jour : 1er janvier 2027", "Rapports · Serveur"),
        *("Le lendemain, le programme", "donner un nouveau jeton au programme", "plus tard le 1er janvier 2027"),
    ],
    PLATFORM: [
        *("Jeton d’une plateforme bientôt échu · dernier jour : 1er janvier 2027", "LinkedIn"),
        *("Le lendemain, les relevés de la nuit", "déposer celui qui le remplace", "plus tard le 1er janvier 2027"),
    ],
}
LANGUAGES = {"fr": FRENCH, "en": ENGLISH}


@pytest.fixture
def quiet(world):
    """Nothing is owed to anybody yet."""
    Notification.objects.all().delete()
    return world


def page_of(verb, token) -> str:
    """Where a new one is given."""
    if verb == PLATFORM:
        return reverse("followers:tokens")
    return reverse("organisation:token_give", args=[token.user_id])


@pytest.mark.parametrize("verb", DEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_says_which_until_when_and_what_to_do_where(quiet, verb, language):
    User.objects.filter(pk=quiet.admin.pk).update(language=language)
    token = DEEDS[verb](quiet)
    written = letters(quiet)
    assert set(written) == {"admin"}
    plain, html = written["admin"]
    for said in (plain, html.words):
        read = " ".join(said.split())
        assert [words for words in LANGUAGES[language][verb] if words not in read] == [], read
    assert f"{SITE}{page_of(verb, token)}" in plain
    assert f"{SITE}{page_of(verb, token)}" in html.links
    assert "AAAA-a-token-of-poly" not in plain + html.words


@pytest.mark.parametrize("verb", DEEDS)
def test_the_list_says_the_day_and_leads_to_the_page(quiet, as_, verb):
    token = DEEDS[verb](quiet)
    page = as_("admin").get(reverse("notifications:list")).content.decode()
    assert "dernier jour\u00a0: 1er janvier 2027" in page
    assert f'href="{page_of(verb, token)}"' in page
    assert as_("admin").get(page_of(verb, token)).status_code == 200


def test_the_last_day_is_told_as_the_last(quiet):
    token = deeds.program_token_ending(quiet)
    quiet.at = token.expiry - timedelta(hours=20)
    tell_program_tokens(at=quiet.at)
    plain, _html = letters(quiet)["admin"]
    assert "dernier avis, dernier jour\u00a0: 1er janvier 2027" in plain


@pytest.mark.parametrize("verb", DEEDS)
def test_of_a_daily_reader_the_mail_waits_for_its_hour(quiet, verb):
    actions.choose_rhythm(actor=quiet.admin, at=quiet.at, rhythm=MailPreference.Rhythm.DAILY)
    DEEDS[verb](quiet)
    assert letters(quiet) == {}
    plain, _html = letters(quiet, quiet.at + timedelta(days=1))["admin"]
    assert "1er janvier 2027" in plain


def _replace_program(world, token):
    until = token.until + timedelta(days=90)
    give_token(token.user, name="Serveur, 2027", until=until, actor=world.admin, at=world.tick())


def _revoke_program(world, token):
    revoke_token(token, actor=world.admin, at=world.tick())


def _replace_platform(world, token):
    withdraw(token, actor=world.admin, at=world.tick())
    put_token(world.poly, token.platform, "AAAA-another-token", actor=world.admin, at=world.tick())


@pytest.mark.parametrize(
    ("verb", "done"), [(PROGRAM, _replace_program), (PROGRAM, _revoke_program), (PLATFORM, _replace_platform)]
)
def test_nothing_is_expected_once_somebody_has_done_it(quiet, verb, done):
    done(quiet, DEEDS[verb](quiet))
    plain, html = letters(quiet)["admin"]
    assert "1er janvier 2027" in plain
    assert "Attendu de vous" not in plain + html.words


def test_nothing_is_expected_of_whoever_administers_no_more(quiet):
    deeds.program_token_ending(quiet)
    Membership.objects.filter(user=quiet.admin).delete()
    plain, _html = letters(quiet)["admin"]
    assert "Attendu de vous" not in plain


# What an administrator of a unit has a hand in: the programs of the unit, not the institution's own tokens.
@pytest.mark.parametrize(("verb", "people"), [(PROGRAM, {"admin", "neighbour"}), (PLATFORM, {"admin"})])
def test_whoever_may_give_another_is_told_once(world, verb, people):
    for unit in (world.hydro, world.poly if verb == PROGRAM else world.lab):
        organisation.grant(world.neighbour, unit, Role.ADMINISTRATOR, actor=world.admin, at=world.tick())
    DEEDS[verb](world)
    assert told(world, last(verb)) == people
    assert Notification.objects.filter(event=last(verb)).count() == 2 * len(people)


def test_a_program_of_two_institutions_is_told_to_whoever_administers_both(world):
    words = {"actor": world.admin, "at": world.at}
    program = enter_program(name="Export", unit=world.hydro, role=ProgramRole.READER, **words)
    token = give_token(program, name="Serveur", until=deeds.LAST_DAY, **words).token
    Membership.objects.create(user=program, unit=world.abroad, role=ProgramRole.READER)
    organisation.grant(world.leader, world.other, Role.ADMINISTRATOR, actor=world.other_admin, at=world.tick())
    Membership.objects.create(user=world.leader, unit=world.poly, role=Role.ADMINISTRATOR)
    tell_program_tokens(at=token.expiry - timedelta(hours=1))
    assert told(world, last(PROGRAM)) == {"leader"}


def test_many_at_once_are_each_told(quiet):
    words = {"actor": quiet.admin, "at": quiet.at}
    program = enter_program(name="Export", unit=quiet.hydro, role=ProgramRole.READER, **words)
    for number in range(3):
        give_token(program, name=f"Serveur {number}", until=deeds.LAST_DAY, **words)
    quiet.at += timedelta(days=40)
    tell_program_tokens(at=quiet.at)
    letters(quiet)
    said = "".join(message.body for message in mail.outbox)
    assert [said.count(f"Export · Serveur {number}") for number in range(3)] == [1, 1, 1]
