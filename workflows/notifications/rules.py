"""Whom each verb is told to: one table. A verb that is not here is told to nobody."""

from enum import StrEnum

from registry.audit.verbs import Verb


class Audience(StrEnum):
    """A group of people found from an event's subject; the event's own author is always left out.

    Whoever stands in for somebody who must act is told as well.
    """

    AUTHORS = "authors"  # whoever wrote in the request
    ENDORSERS = "endorsers"  # the head asked for, or the other managers
    ADVISERS = "advisers"  # the advisers, where the request's way asks for their advice
    DECIDERS = "deciders"  # the managers of the request's unit
    HANDLERS = "handlers"  # the manager who has taken it, else all of them
    CONSENTERS = "consenters"  # the leadership that has a say in the request
    REVIEWER = "reviewer"  # the manager who has taken it, and whoever was asked to endorse
    WAITED_FOR = "waited_for"  # who still owes the answer that a reminder is about, or keeps what is about to lapse
    NAMED = "named"  # the person whom the institution names for what is late
    LATE = "late"  # who does the late tasks that the event counts; of all of them together the named person, else leadership
    TALKING = "talking"  # who takes part in a request; for an internal comment, those outside the department alone
    ASKED_STEWARDS = "asked_stewards"  # the two people named in the request
    SIGNERS = "signers"  # whoever wrote or proposed the decision
    PREPARERS = "preparers"  # who prepares the decisions of the institution
    EXIT_ADVISERS = "exit_advisers"  # who advises on the decisions of the institution
    LEADERSHIP = "leadership"  # who may decide for the institution
    COVERED = "covered"  # stewards of the covered accounts, heads of their units
    STEWARDS = "stewards"  # stewards of the account
    WATCHERS = "watchers"  # stewards of the account, else the managers of its unit
    OFFERED = "offered"  # stewards of the account on which a department offers to publish, else its managers
    REVIEWERS = "reviewers"  # stewards of the reviewed account, managers of its unit
    PERSON = "person"  # the person that the event names in its facts
    ADMINISTRATORS = "administrators"  # who may give another token in the place of the one that ends
    BOTH = "both"  # the absent person and the one who stands in


RULES: dict[str, tuple[Audience, ...]] = {
    Verb.PERSON_INVITED: (Audience.PERSON,),
    Verb.ROLE_GRANTED: (Audience.PERSON,),
    Verb.ROLE_REVOKED: (Audience.PERSON,),
    Verb.STEWARD_NAMED: (Audience.PERSON,),
    Verb.STAND_IN_NAMED: (Audience.BOTH,),
    Verb.STAND_IN_ENDED: (Audience.BOTH,),
    Verb.ESCALATION_NAMED: (Audience.PERSON,),
    Verb.ACCOUNT_STANDING: (Audience.STEWARDS,),
    Verb.ACCOUNT_STATUS: (Audience.STEWARDS,),
    Verb.ACCOUNT_TRANSFERRED: (Audience.STEWARDS,),
    Verb.ACCOUNT_NAME_SEEN: (Audience.WATCHERS,),
    Verb.ACCOUNT_LOST_SEEN: (Audience.WATCHERS,),
    Verb.PLATFORM_TOKEN_ENDING: (Audience.ADMINISTRATORS,),
    Verb.PROGRAM_TOKEN_ENDING: (Audience.ADMINISTRATORS,),
    Verb.REQUEST_SUBMITTED: (Audience.ENDORSERS, Audience.ADVISERS),
    Verb.REQUEST_ENDORSED: (Audience.AUTHORS, Audience.DECIDERS),
    Verb.REQUEST_TAKEN: (Audience.AUTHORS,),
    Verb.REQUEST_ASSIGNED: (Audience.HANDLERS,),
    Verb.REQUEST_RELEASED: (Audience.DECIDERS,),
    Verb.REQUEST_RECOMMENDED: (Audience.CONSENTERS,),
    Verb.REQUEST_COMMENTED: (Audience.TALKING,),
    Verb.REQUEST_ADVISED: (Audience.TALKING,),
    Verb.REQUEST_APPROVED: (Audience.AUTHORS, Audience.ASKED_STEWARDS, Audience.REVIEWER),
    Verb.REQUEST_APPROVED_WITH_CONDITIONS: (Audience.AUTHORS, Audience.ASKED_STEWARDS, Audience.REVIEWER),
    Verb.REQUEST_RETURNED: (Audience.AUTHORS, Audience.REVIEWER),
    Verb.REQUEST_REFUSED: (Audience.AUTHORS, Audience.REVIEWER),
    Verb.REQUEST_WITHDRAWN: (Audience.AUTHORS, Audience.REVIEWER),
    Verb.REQUEST_OFFERED: (Audience.OFFERED,),
    Verb.REQUEST_OFFER_ANSWERED: (Audience.AUTHORS, Audience.REVIEWER),
    Verb.REQUEST_AVOIDED: (Audience.AUTHORS, Audience.REVIEWER),
    Verb.REQUEST_EXPIRED: (Audience.AUTHORS, Audience.ASKED_STEWARDS, Audience.REVIEWER),
    Verb.REQUEST_REMINDED: (Audience.WAITED_FOR,),
    Verb.REQUEST_ESCALATED: (Audience.NAMED,),
    Verb.REQUEST_ADDRESS_GIVEN: (Audience.DECIDERS,),
    Verb.REQUEST_ADDRESS_REJECTED: (Audience.AUTHORS,),
    Verb.REQUEST_PUT_ONLINE: (Audience.AUTHORS, Audience.ASKED_STEWARDS),
    Verb.REQUEST_CARRIED_OUT: (Audience.AUTHORS, Audience.ASKED_STEWARDS),
    Verb.FOLLOW_UP_DUE: (Audience.AUTHORS, Audience.ASKED_STEWARDS, Audience.HANDLERS),
    Verb.FOLLOW_UP_SETTLED: (Audience.AUTHORS, Audience.ASKED_STEWARDS),
    Verb.REVIEW_OPENED: (Audience.REVIEWERS,),
    Verb.REVIEW_CLOSED: (Audience.REVIEWERS,),
    Verb.EXIT_CONSULTED: (Audience.EXIT_ADVISERS,),
    Verb.EXIT_COMMENTED: (Audience.SIGNERS,),
    Verb.EXIT_PROPOSED: (Audience.LEADERSHIP,),
    Verb.EXIT_RETURNED: (Audience.SIGNERS,),
    Verb.EXIT_DECIDED: (Audience.SIGNERS,),
    Verb.EXIT_ANNOUNCED: (Audience.SIGNERS, Audience.COVERED),
    Verb.EXIT_IN_FORCE: (Audience.SIGNERS, Audience.COVERED),
    Verb.EXIT_REVIEW_OPENED: (Audience.PREPARERS, Audience.LEADERSHIP),
    Verb.EXIT_TASK_ASSIGNED: (Audience.PERSON,),
    Verb.EXIT_TASK_LATE: (Audience.LATE,),
}
# Whoever reads their mails once a day has these at once all the same: nobody who was just invited can sign in without.
AT_ONCE = frozenset({Verb.PERSON_INVITED})
