"""The request itself as one form, as a program sends it: every step at once."""

from collections.abc import Mapping

from registry.organisation.models import User
from workflows.requests.forms.steps.base import StepForm, as_input
from workflows.requests.forms.steps.kind import KindForm
from workflows.requests.forms.steps.page import PageForm
from workflows.requests.forms.steps.people import PeopleForm
from workflows.requests.forms.steps.plan import PlanForm
from workflows.requests.forms.steps.publics import PublicsForm
from workflows.requests.models import PageRequest

__all__ = ["STEP_FORMS", "RequestForm", "as_input"]

# step (`questions.LABELS`) → its form
STEP_FORMS: dict[str, type[StepForm]] = {
    "kind": KindForm,
    "page": PageForm,
    "publics": PublicsForm,
    "plan": PlanForm,
    "people": PeopleForm,
}


class RequestForm(PeopleForm, PlanForm, PublicsForm, PageForm, KindForm):
    """What is asked, all steps together, in the order of the pages. A draft says where it belongs and what it is called."""

    def __init__(
        self, data: Mapping | None = None, *, user: User, asked: PageRequest | None = None, **options: object
    ) -> None:
        super().__init__(data, user=user, asked=asked, **options)
        if "title" in self.fields:
            self.fields["title"].required = True
