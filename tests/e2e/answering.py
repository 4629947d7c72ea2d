"""How a person answers: a choice on the panel of a request or of a review, and what its form asks for."""

from tests.e2e.walking import Person


def answer(person: Person, choice: str, move: str, button: str, **words: str) -> None:
    """Choose, fill in the fields by their names, and press the button; fields of other choices are not touched."""
    person.choose(choice)
    form = person.page.locator(f"form[action$='/{move}/']")
    for name, text in words.items():
        field = form.locator(f"[name='{name}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    form.get_by_role("button", name=button, exact=True).click()


def to_the_queue(person: Person, *names: str) -> None:
    """From the front page to the queue, and on from there."""
    person.home()
    person.go("Bureau", "File des demandes", *names)
