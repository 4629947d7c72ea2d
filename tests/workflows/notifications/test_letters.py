"""What a mail says: to whom it speaks, what happened and in whose words, what is expected and by when, and how to answer."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.utils import timezone

from registry.audit.verbs import Verb
from registry.organisation import actions as organisation
from registry.organisation.models import Membership, Role, User
from tests.workflows.notifications import deeds
from tests.workflows.notifications.test_audience import last
from workflows.notifications import actions
from workflows.notifications.delivery import relay
from workflows.notifications.models import MailPreference, Notification
from workflows.requests.comments import comment, erase_comment
from workflows.requests.states import State

SITE = "https://carrefour.example"
LINK = re.compile(rf"{SITE}/requests/answer/\?link=[\w.%-]+")
SECRET = "Le budget n’y suffit pas, entre nous."
INSIDE = {"author", "colleague", "head", "steward"}


class Reader(HTMLParser):
    """The words and the links of an HTML mail."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.tags = "", [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [dict(attrs)["href"]] if tag == "a" else []

    def handle_data(self, data):
        self.words += data


def letters(world, at=None) -> dict[str, tuple[str, Reader]]:
    """Send what is due: by reader, the text and the HTML."""
    mail.outbox.clear()
    relay(now=at or world.at + timedelta(minutes=5))
    names = {user.email: name for name, user in world.people.items()}
    return {names[m.to[0]]: (m.body, Reader(m.alternatives[0][0])) for m in mail.outbox}


@pytest.fixture
def quiet(world):
    """Nothing is owed to anybody yet."""
    Notification.objects.all().delete()
    return world


def forget(world):
    Notification.objects.all().delete()


# what is done → who is written to, and what both parts of the mail say
SAYS = {
    "returned": (
        deeds.after(State.IN_REVIEW, "ask_changes", "manager", reason="Le public ?", fields=["audience", "purpose"]),
        "author",
        ["Changements demandés", "Par Manager", "Le public ?", "public, en mots, objet", "à revoir"],
    ),
    "refused": (
        deeds.state(State.REFUSED),
        "author",
        [
            "Refusée",
            "Un compte existant suffit.",
            "Un compte existant convient",
            "Publier sur le compte du département.",
        ],
    ),
    "conditions": (
        deeds.state(State.APPROVED_WITH_CONDITIONS),
        "author",
        ["Approuvée avec conditions", "Six mois d’essai.", "page à ouvrir", "Au plus tard le 19 janvier 2027"],
    ),
    "submitted": (
        deeds.state(State.SUBMITTED),
        "head",
        ["Demandée", "Par Author", "aval attendu", "plus tard le 27 novembre 2026"],
    ),
    "advice": (
        deeds.state(State.SUBMITTED, **deeds.STUDENTS),
        "adviser",
        ["Demandée", "conseil attendu", "plus tard le 2 décembre 2026"],
    ),
    "comment": (deeds.commented, "manager", ["Commentaire", "Par Colleague", "Quand ?", "décision attendue"]),
    "advised": (deeds.advised, "author", ["Conseil donné", "Prudence."]),
    "reminder": (deeds.reminded, "head", ["Rappel", "Aval · En retard · 27 novembre 2026", "À la date prévue"]),
    "name seen": (deeds.name_seen, "steward", ["Relevé par le registre"]),
    "escalated": (deeds.escalated, "leader2", ["Retard signalé", "Aval", "27 novembre 2026"]),
    "condition due": (deeds.condition_due, "author", ["Condition à vérifier", "Objectif · 500 abonnés", "En retard"]),
    "stand-in": (deeds.stand_in, "neighbour", ["Suppléance confiée", "Head → Neighbour", "29 novembre 2026"]),
    "review": (deeds.reviewed, "steward", ["Revue ouverte"]),
}


@pytest.mark.parametrize("what", SAYS)
def test_both_parts_say_what_happened_in_whose_words_and_what_is_expected(quiet, what):
    act, who, words = SAYS[what]
    act(quiet)
    plain, html = (
        letters(quiet, timezone.now() + timedelta(days=9999))[who] if what == "review" else letters(quiet)[who]
    )
    for said in (plain, html.words):
        read = " ".join(said.split())
        assert [word for word in words if word.casefold() not in read.casefold()] == [], read


# who is told of what, and the answers that the mail carries
ANSWERS = {
    (State.SUBMITTED, "head"): {"endorse", "send_back"},
    (State.ENDORSED, "manager"): {"take"},
    (State.ENDORSED, "author"): None,
    (State.WITH_LEADERSHIP, "leader"): {"consent", "decline"},
    (State.RETURNED, "author"): None,
    (State.APPROVED, "author"): None,
    (State.APPROVED, "steward"): None,
    (State.ADDRESS_GIVEN, "manager2"): None,
}


@pytest.mark.parametrize(("name", "who"), ANSWERS)
def test_only_who_may_decide_is_given_a_link(quiet, client, name, who):
    quiet.request(name)
    Notification.objects.exclude(event=last_told(quiet, who)).delete()
    plain, html = letters(quiet)[who]
    moves = ANSWERS[name, who]
    assert len(LINK.findall(plain)) == (moves is not None)
    assert LINK.findall(plain) == [link for link in html.links if LINK.fullmatch(link)]
    if moves:
        page = client.get(LINK.search(plain)[0].removeprefix(SITE)).content.decode()
        assert set(re.findall(r'name="move" value="(\w+)"', page)) == moves


def last_told(world, who):
    return Notification.objects.filter(recipient=world.people[who]).order_by("-event_id").first().event


def test_a_link_is_not_sent_for_what_was_answered_meanwhile(quiet):
    asked = quiet.request(State.SUBMITTED)
    actions.choose_rhythm(actor=quiet.head, at=quiet.at, rhythm=MailPreference.Rhythm.AT_ONCE)
    quiet.move(asked, "withdraw", "author")
    plain, _html = letters(quiet)["head"]
    assert not LINK.findall(plain)
    assert "Attendu de vous" not in plain


@pytest.mark.parametrize(("language", "sentence"), [("fr", "Commentaire"), ("en", "Comment")])
def test_each_reader_has_their_own_language(quiet, language, sentence):
    User.objects.filter(pk=quiet.manager.pk).update(language=language)
    deeds.commented(quiet)
    relay(now=quiet.at + timedelta(minutes=5))
    (message,) = [m for m in mail.outbox if m.to == ["manager@example.org"] and "Quand ?" in m.body]
    assert message.subject.startswith(f"[Carrefour] {sentence} : ")
    assert f'<html lang="{language}">' in message.alternatives[0][0]


def test_words_of_people_are_never_markup(quiet):
    poison = "<img src=x onerror=alert(1)><a href='https://evil.example'>ici</a>"
    asked = quiet.request(State.IN_REVIEW, title=poison)
    comment(asked, actor=quiet.colleague, at=quiet.tick(), text=poison)
    plain, html = letters(quiet)["manager"]
    assert poison in plain
    assert "img" not in html.tags
    assert all(link.startswith(SITE) for link in html.links)


def test_an_internal_comment_is_in_no_mail_to_the_department(quiet):
    asked = quiet.request(State.IN_REVIEW)
    for who in ("author", "colleague", "head", "steward"):
        comment(asked, actor=quiet.people[who], at=quiet.tick(), text="Présent.")
    for who in ("adviser", "auditor", "manager2"):
        comment(asked, actor=quiet.people[who], at=quiet.tick(), text=SECRET, internal=True)
    quiet.move(asked, "refuse", "manager", reason_code="other", reason="Non.", alternative="Un stand.")
    mail.outbox.clear()
    relay(now=quiet.at + timedelta(minutes=5), limit=500)
    told = {m.to[0].partition("@")[0] for m in mail.outbox if SECRET in m.body or SECRET in m.alternatives[0][0]}
    assert told == {"manager", "adviser", "auditor"}
    assert INSIDE & {m.to[0].partition("@")[0] for m in mail.outbox}


def test_whoever_joined_the_department_meanwhile_does_not_read_it(quiet):
    """The mail waits for the daily hour; the rights are those of the moment when it leaves."""
    actions.choose_rhythm(actor=quiet.manager, at=quiet.at, rhythm=MailPreference.Rhythm.DAILY)
    asked = quiet.request(State.IN_REVIEW)
    comment(asked, actor=quiet.adviser, at=quiet.tick(), text=SECRET, internal=True)
    Membership.objects.filter(user=quiet.manager).delete()
    organisation.grant(quiet.manager, quiet.hydro, Role.MEMBER, actor=quiet.admin, at=quiet.tick())
    plain, html = letters(quiet, quiet.at + timedelta(days=1))["manager"]
    assert "Commentaire" in plain
    assert SECRET not in plain + html.words


def test_an_erased_comment_is_not_mailed_any_more(quiet):
    asked = quiet.request(State.IN_REVIEW)
    row = comment(asked, actor=quiet.colleague, at=quiet.tick(), text=SECRET)
    erase_comment(row, actor=quiet.colleague, at=quiet.tick())
    for plain, html in letters(quiet).values():
        assert SECRET not in plain + html.words


def test_the_list_names_the_people_of_a_stand_in_and_an_offer_leads_to_its_answer(world, as_):
    deeds.stand_in(world)
    page = as_("neighbour").get("/notices/").content.decode()
    assert "Head → Neighbour" in page
    assert "/organisation/stand-ins/" in page
    alternative = deeds.offer(world)
    assert (
        f"/requests/{alternative.page_request_id}/offers/{alternative.pk}/"
        in as_("steward").get("/notices/").content.decode()
    )
    assert last(Verb.REQUEST_OFFERED).subject_id == alternative.page_request_id
