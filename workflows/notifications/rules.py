"""Whom each verb is told to: one table. A verb that is not here is told to nobody."""

from enum import StrEnum

from registry.audit.verbs import Verb


class Audience(StrEnum):
    """A group of people found from an event's subject; the event's own author is always left out."""

    AUTHORS = "authors"  # whoever wrote in the request
    ENDORSERS = "endorsers"  # the head asked for, or the other managers
    DECIDERS = "deciders"  # the managers of the request's unit
    REVIEWER = "reviewer"  # the manager who has taken it
    ASKED_STEWARDS = "asked_stewards"  # the two people named in the request
    SIGNERS = "signers"  # whoever wrote or proposed the decision
    LEADERSHIP = "leadership"  # who may decide for the institution
    COVERED = "covered"  # stewards of the covered accounts, heads of their units
    STEWARDS = "stewards"  # stewards of the account
    PERSON = "person"  # the person that the event names in its facts


RULES: dict[str, tuple[Audience, ...]] = {
    Verb.PERSON_INVITED: (Audience.PERSON,),
    Verb.ROLE_GRANTED: (Audience.PERSON,),
    Verb.ROLE_REVOKED: (Audience.PERSON,),
    Verb.STEWARD_NAMED: (Audience.PERSON,),
    Verb.ACCOUNT_STANDING: (Audience.STEWARDS,),
    Verb.ACCOUNT_STATUS: (Audience.STEWARDS,),
    Verb.REQUEST_SUBMITTED: (Audience.ENDORSERS,),
    Verb.REQUEST_ENDORSED: (Audience.AUTHORS, Audience.DECIDERS),
    Verb.REQUEST_TAKEN: (Audience.AUTHORS,),
    Verb.REQUEST_APPROVED: (Audience.AUTHORS, Audience.ASKED_STEWARDS),
    Verb.REQUEST_APPROVED_WITH_CONDITIONS: (Audience.AUTHORS, Audience.ASKED_STEWARDS),
    Verb.REQUEST_RETURNED: (Audience.AUTHORS,),
    Verb.REQUEST_REFUSED: (Audience.AUTHORS,),
    Verb.REQUEST_WITHDRAWN: (Audience.AUTHORS, Audience.REVIEWER),
    Verb.REQUEST_ADDRESS_GIVEN: (Audience.DECIDERS,),
    Verb.REQUEST_ADDRESS_REJECTED: (Audience.AUTHORS,),
    Verb.REQUEST_PUT_ONLINE: (Audience.AUTHORS, Audience.ASKED_STEWARDS),
    Verb.EXIT_PROPOSED: (Audience.LEADERSHIP,),
    Verb.EXIT_RETURNED: (Audience.SIGNERS,),
    Verb.EXIT_DECIDED: (Audience.SIGNERS,),
    Verb.EXIT_ANNOUNCED: (Audience.SIGNERS, Audience.COVERED),
    Verb.EXIT_IN_FORCE: (Audience.SIGNERS, Audience.COVERED),
}
