"""The form of a request as a member of the department fills it in, one function per step."""

from tests.e2e.walking import Person

NEXT = "Enregistrer et continuer"


def kind_step(person: Person, platform: str = "Instagram") -> None:
    """What is asked, for which unit, where."""
    person.choose("Ouvrir une page")
    person.pick("Unité", "Génie hydrique")
    person.pick("Plateforme", platform)
    person.press(NEXT)


def page_step(person: Person, title: str, handle: str) -> None:
    """What the page is called and what for."""
    person.write("Nom de la page", title)
    person.write("Nom de compte souhaité", handle)
    person.write("Pour dire quoi ?", "Montrer les crues et les ouvrages.")
    person.press(NEXT)


def publics_step(person: Person) -> None:
    """Whom it speaks to, in which language."""
    person.choose("Grand public")
    person.write("Ce public, en quelques mots", "Riverains et étudiants")
    person.choose("Français")
    person.press(NEXT)


def plan_step(person: Person) -> None:
    """What will be on it, how often, with what means, and who watches."""
    person.write("Contenus prévus", "Des chantiers, des crues.")
    person.write("Rythme de publication", "Une fois par semaine")
    person.write("Moyens", "Deux heures par semaine.")
    person.write("Modération", "Chaque jour ouvrable.")
    person.write("Contact hors des heures de bureau", "Poste 5555")
    person.press(NEXT)


def people_step(person: Person) -> None:
    """Who answers for it."""
    person.pick("Responsable", "Steward · steward@example.org")
    person.pick("Seconde personne", "Colleague · colleague@example.org")
    person.write("Boîte de récupération", "rivieres@example.org")
    person.press(NEXT)


def ask_for_a_page(person: Person, title: str, handle: str) -> None:
    """The whole form, from the desk to the submission."""
    person.go("Bureau", "Demander une page")
    kind_step(person)
    page_step(person, title, handle)
    publics_step(person)
    plan_step(person)
    people_step(person)
    person.press("Soumettre la demande")
