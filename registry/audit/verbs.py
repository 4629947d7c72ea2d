"""Every verb of the journal with its French and English sentence; a new action is a new row here."""

from django.db.models import TextChoices

from registry.language import Pair


class Verb(TextChoices):
    """What an event can say; the value is what is stored and what the API shows."""

    UNIT_CREATED = "unit.created", "unit.created"
    PERSON_INVITED = "person.invited", "person.invited"
    ROLE_GRANTED = "role.granted", "role.granted"
    ROLE_REVOKED = "role.revoked", "role.revoked"

    STANCE_RECORDED = "stance.recorded", "stance.recorded"

    ACCOUNT_REGISTERED = "account.registered", "account.registered"
    ACCOUNT_CONFIRMED = "account.confirmed", "account.confirmed"
    ACCOUNT_STANDING = "account.standing", "account.standing"
    ACCOUNT_ADOPTED = "account.adopted", "account.adopted"
    ACCOUNT_EDITED = "account.edited", "account.edited"
    ACCOUNT_STATUS = "account.status", "account.status"
    ACCOUNT_RENAMED = "account.renamed", "account.renamed"
    STEWARD_NAMED = "steward.named", "steward.named"
    PROOF_RECORDED = "proof.recorded", "proof.recorded"
    FOLLOWERS_COUNTED = "followers.counted", "followers.counted"

    REPORT_HANDLED = "report.handled", "report.handled"

    IMPORT_APPLIED = "import.applied", "import.applied"

    POLICY_PUBLISHED = "policy.published", "policy.published"

    REQUEST_DRAFTED = "request.drafted", "request.drafted"
    REQUEST_EDITED = "request.edited", "request.edited"
    REQUEST_SUBMITTED = "request.submitted", "request.submitted"
    REQUEST_ENDORSED = "request.endorsed", "request.endorsed"
    REQUEST_TAKEN = "request.taken", "request.taken"
    REQUEST_APPROVED = "request.approved", "request.approved"
    REQUEST_APPROVED_WITH_CONDITIONS = "request.approved_with_conditions", "request.approved_with_conditions"
    REQUEST_RETURNED = "request.returned", "request.returned"
    REQUEST_REFUSED = "request.refused", "request.refused"
    REQUEST_WITHDRAWN = "request.withdrawn", "request.withdrawn"
    REQUEST_ADDRESS_GIVEN = "request.address_given", "request.address_given"
    REQUEST_ADDRESS_REJECTED = "request.address_rejected", "request.address_rejected"
    REQUEST_PUT_ONLINE = "request.put_online", "request.put_online"
    REQUEST_STALE_DECISION = "request.stale_decision", "request.stale_decision"

    EXIT_DRAFTED = "exit.drafted", "exit.drafted"
    EXIT_EDITED = "exit.edited", "exit.edited"
    EXIT_PROPOSED = "exit.proposed", "exit.proposed"
    EXIT_RETURNED = "exit.returned", "exit.returned"
    EXIT_DECIDED = "exit.decided", "exit.decided"
    EXIT_ANNOUNCED = "exit.announced", "exit.announced"
    EXIT_IN_FORCE = "exit.in_force", "exit.in_force"
    EXIT_REVERSED = "exit.reversed", "exit.reversed"
    EXIT_WITHDRAWN = "exit.withdrawn", "exit.withdrawn"
    EXIT_RECORDED = "exit.recorded", "exit.recorded"


SENTENCES: dict[str, Pair] = {
    Verb.UNIT_CREATED: Pair("Unité créée", "Unit created"),
    Verb.PERSON_INVITED: Pair("Personne inscrite", "Person added"),
    Verb.ROLE_GRANTED: Pair("Rôle confié", "Role granted"),
    Verb.ROLE_REVOKED: Pair("Rôle retiré", "Role withdrawn"),
    Verb.STANCE_RECORDED: Pair("Position sur la plateforme notée", "Stance on the platform recorded"),
    Verb.ACCOUNT_REGISTERED: Pair("Compte inscrit au registre", "Account entered in the register"),
    Verb.ACCOUNT_CONFIRMED: Pair("Compte reconnu officiel", "Account confirmed as official"),
    Verb.ACCOUNT_STANDING: Pair("Rattachement changé", "Standing changed"),
    Verb.ACCOUNT_ADOPTED: Pair("Compte confié à une unité", "Account given to a unit"),
    Verb.ACCOUNT_EDITED: Pair("Fiche du compte modifiée", "Account details changed"),
    Verb.ACCOUNT_STATUS: Pair("Statut changé", "Status changed"),
    Verb.ACCOUNT_RENAMED: Pair("Nom changé sur la plateforme", "Renamed on the platform"),
    Verb.STEWARD_NAMED: Pair("Responsable désigné", "Steward named"),
    Verb.PROOF_RECORDED: Pair("Preuve consignée", "Proof recorded"),
    Verb.FOLLOWERS_COUNTED: Pair("Abonnés relevés", "Followers counted"),
    Verb.REPORT_HANDLED: Pair("Signalement traité", "Report handled"),
    Verb.IMPORT_APPLIED: Pair("Import d’un fichier appliqué", "Import of a file applied"),
    Verb.POLICY_PUBLISHED: Pair("Version de la directive publiée", "Policy version published"),
    Verb.REQUEST_DRAFTED: Pair("Brouillon commencé", "Draft started"),
    Verb.REQUEST_EDITED: Pair("Demande modifiée", "Request edited"),
    Verb.REQUEST_SUBMITTED: Pair("Demandée", "Submitted"),
    Verb.REQUEST_ENDORSED: Pair("Avalisée", "Endorsed"),
    Verb.REQUEST_TAKEN: Pair("Prise en examen", "Taken into review"),
    Verb.REQUEST_APPROVED: Pair("Approuvée", "Approved"),
    Verb.REQUEST_APPROVED_WITH_CONDITIONS: Pair("Approuvée avec conditions", "Approved with conditions"),
    Verb.REQUEST_RETURNED: Pair("Changements demandés", "Changes asked"),
    Verb.REQUEST_REFUSED: Pair("Refusée", "Refused"),
    Verb.REQUEST_WITHDRAWN: Pair("Retirée", "Withdrawn"),
    Verb.REQUEST_ADDRESS_GIVEN: Pair("Adresse donnée", "Address given"),
    Verb.REQUEST_ADDRESS_REJECTED: Pair("Adresse à corriger", "Address to be corrected"),
    Verb.REQUEST_PUT_ONLINE: Pair("Mise en ligne constatée", "Put online"),
    Verb.REQUEST_STALE_DECISION: Pair(
        "Décision refusée : la demande avait changé", "Decision refused: the request had changed"
    ),
    Verb.EXIT_DRAFTED: Pair("Projet de décision commencé", "Draft decision started"),
    Verb.EXIT_EDITED: Pair("Projet de décision modifié", "Draft decision edited"),
    Verb.EXIT_PROPOSED: Pair("Décision proposée", "Decision proposed"),
    Verb.EXIT_RETURNED: Pair("Projet renvoyé en rédaction", "Draft sent back"),
    Verb.EXIT_DECIDED: Pair("Décision prise", "Decided"),
    Verb.EXIT_ANNOUNCED: Pair("Décision annoncée", "Announced"),
    Verb.EXIT_IN_FORCE: Pair("Décision en vigueur", "In force"),
    Verb.EXIT_REVERSED: Pair("Remplacée par une nouvelle décision", "Replaced by a new decision"),
    Verb.EXIT_WITHDRAWN: Pair("Projet abandonné", "Draft withdrawn"),
    Verb.EXIT_RECORDED: Pair("Décision consignée d’après sa source", "Decision recorded from its source"),
}

# The look's tones: decisions weigh more on a time line than the steps around them.
TONES: dict[str, str] = {
    Verb.REQUEST_APPROVED: "ok",
    Verb.REQUEST_APPROVED_WITH_CONDITIONS: "ok",
    Verb.REQUEST_ENDORSED: "ok",
    Verb.REQUEST_PUT_ONLINE: "ok",
    Verb.ACCOUNT_CONFIRMED: "ok",
    Verb.REQUEST_RETURNED: "warn",
    Verb.REQUEST_ADDRESS_REJECTED: "warn",
    Verb.REQUEST_STALE_DECISION: "warn",
    Verb.REQUEST_REFUSED: "stop",
    Verb.REQUEST_WITHDRAWN: "mute",
    Verb.EXIT_WITHDRAWN: "mute",
    Verb.EXIT_DECIDED: "ok",
    Verb.EXIT_IN_FORCE: "warn",
}
DECISIONS = frozenset(
    {
        Verb.REQUEST_ENDORSED,
        Verb.REQUEST_APPROVED,
        Verb.REQUEST_APPROVED_WITH_CONDITIONS,
        Verb.REQUEST_RETURNED,
        Verb.REQUEST_REFUSED,
        Verb.REQUEST_PUT_ONLINE,
        Verb.EXIT_DECIDED,
        Verb.EXIT_IN_FORCE,
        Verb.EXIT_RECORDED,
        Verb.ACCOUNT_CONFIRMED,
    }
)
