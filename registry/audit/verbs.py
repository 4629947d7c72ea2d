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
    STANCE_CHECKED = "stance.checked", "stance.checked"

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
    FOLLOWERS_CORRECTED = "followers.corrected", "followers.corrected"
    FOLLOWERS_ANSWERED = "followers.answered", "followers.answered"
    FOLLOWERS_FILE = "followers.file", "followers.file"
    ACCOUNT_NAME_SEEN = "account.name_seen", "account.name_seen"
    ACCOUNT_LOST_SEEN = "account.lost_seen", "account.lost_seen"
    NAME_ANSWERED = "account.name_answered", "account.name_answered"
    PLATFORM_TOKEN_PUT = "platform_token.put", "platform_token.put"
    PLATFORM_TOKEN_REVOKED = "platform_token.revoked", "platform_token.revoked"
    PLATFORM_TOKEN_ENDING = "platform_token.ending", "platform_token.ending"
    PROGRAM_TOKEN_GIVEN = "program_token.given", "program_token.given"
    PROGRAM_TOKEN_REVOKED = "program_token.revoked", "program_token.revoked"
    PROGRAM_TOKEN_ENDING = "program_token.ending", "program_token.ending"

    REPORT_HANDLED = "report.handled", "report.handled"
    STAND_IN_NAMED = "stand_in.named", "stand_in.named"
    STAND_IN_ENDED = "stand_in.ended", "stand_in.ended"
    ACCOUNT_TRANSFERRED = "account.transferred", "account.transferred"

    IMPORT_APPLIED = "import.applied", "import.applied"

    POLICY_PUBLISHED = "policy.published", "policy.published"
    POLICY_ACKNOWLEDGED = "policy.acknowledged", "policy.acknowledged"
    RULE_CHANGED = "rule.changed", "rule.changed"
    HOLIDAY_CHANGED = "holiday.changed", "holiday.changed"
    ESCALATION_NAMED = "escalation.named", "escalation.named"

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
    REQUEST_ASSIGNED = "request.assigned", "request.assigned"
    REQUEST_RELEASED = "request.released", "request.released"
    REQUEST_VOTED = "request.voted", "request.voted"
    REQUEST_RECOMMENDED = "request.recommended", "request.recommended"
    REQUEST_COMMENTED = "request.commented", "request.commented"
    REQUEST_ADVISED = "request.advised", "request.advised"
    REQUEST_PRIORITY = "request.priority", "request.priority"
    REQUEST_FILE_ADDED = "request.file_added", "request.file_added"
    REQUEST_FILE_REMOVED = "request.file_removed", "request.file_removed"
    REQUEST_OFFERED = "request.offered", "request.offered"
    REQUEST_OFFER_ANSWERED = "request.offer_answered", "request.offer_answered"
    REQUEST_AVOIDED = "request.avoided", "request.avoided"
    REQUEST_CARRIED_OUT = "request.carried_out", "request.carried_out"
    REQUEST_EXPIRED = "request.expired", "request.expired"
    REQUEST_REMINDED = "request.reminded", "request.reminded"
    REQUEST_ESCALATED = "request.escalated", "request.escalated"
    FOLLOW_UP_SETTLED = "follow_up.settled", "follow_up.settled"
    FOLLOW_UP_DUE = "follow_up.due", "follow_up.due"

    REVIEW_OPENED = "review.opened", "review.opened"
    REVIEW_CLOSED = "review.closed", "review.closed"

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
    EXIT_CONSULTED = "exit.consulted", "exit.consulted"
    EXIT_COMMENTED = "exit.commented", "exit.commented"
    EXIT_CORRECTED = "exit.corrected", "exit.corrected"
    EXIT_COMPLETED = "exit.completed", "exit.completed"
    EXIT_REVIEW_OPENED = "exit.review_opened", "exit.review_opened"
    EXIT_LESSONS_WRITTEN = "exit.lessons_written", "exit.lessons_written"
    EXIT_LOOKED_BACK = "exit.looked_back", "exit.looked_back"
    EXIT_SUPERSEDED = "exit.superseded", "exit.superseded"
    EXIT_SCENARIO_KEPT = "exit.scenario_kept", "exit.scenario_kept"
    EXIT_TASK_DONE = "exit.task_done", "exit.task_done"
    EXIT_TASK_DROPPED = "exit.task_dropped", "exit.task_dropped"
    EXIT_TASK_ASSIGNED = "exit.task_assigned", "exit.task_assigned"
    EXIT_TASK_REWORDED = "exit.task_reworded", "exit.task_reworded"
    EXIT_TASK_LATE = "exit.task_late", "exit.task_late"
    EXIT_COMMUNIQUE = "exit.communique", "exit.communique"
    FEED_FOLLOWED = "feed.followed", "feed.followed"
    FEED_LEFT = "feed.left", "feed.left"
    FEED_ANSWERED = "feed.answered", "feed.answered"


SENTENCES: dict[str, Pair] = {
    Verb.UNIT_CREATED: Pair("Unité créée", "Unit created"),
    Verb.PERSON_INVITED: Pair("Personne inscrite", "Person added"),
    Verb.ROLE_GRANTED: Pair("Rôle confié", "Role granted"),
    Verb.ROLE_REVOKED: Pair("Rôle retiré", "Role withdrawn"),
    Verb.STANCE_RECORDED: Pair("Position sur la plateforme notée", "Stance on the platform recorded"),
    Verb.STANCE_CHECKED: Pair("Position vérifiée", "Stance checked"),
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
    Verb.FOLLOWERS_CORRECTED: Pair("Relevé d’abonnés corrigé", "Follower count corrected"),
    Verb.FOLLOWERS_ANSWERED: Pair("Relevé mis en question : réponse donnée", "Questioned follower count answered"),
    Verb.FOLLOWERS_FILE: Pair("Fichier de relevés repris", "File of follower counts loaded"),
    Verb.ACCOUNT_NAME_SEEN: Pair("Nouveau nom vu sur la plateforme", "New name seen on the platform"),
    Verb.ACCOUNT_LOST_SEEN: Pair("Introuvable ou suspendu sur la plateforme", "Not found or suspended on the platform"),
    Verb.NAME_ANSWERED: Pair(
        "Nouveau nom vu sur la plateforme : réponse donnée", "New name seen on the platform answered"
    ),
    Verb.PLATFORM_TOKEN_PUT: Pair("Jeton d’une plateforme déposé", "Platform token deposited"),
    Verb.PLATFORM_TOKEN_REVOKED: Pair("Jeton d’une plateforme retiré", "Platform token withdrawn"),
    Verb.PLATFORM_TOKEN_ENDING: Pair("Jeton d’une plateforme bientôt échu", "Platform token about to end"),
    Verb.PROGRAM_TOKEN_GIVEN: Pair("Jeton remis à un programme", "Token given to a program"),
    Verb.PROGRAM_TOKEN_REVOKED: Pair("Jeton d’un programme retiré", "Program’s token withdrawn"),
    Verb.PROGRAM_TOKEN_ENDING: Pair("Jeton d’un programme bientôt échu", "Program’s token about to end"),
    Verb.REPORT_HANDLED: Pair("Signalement traité", "Report handled"),
    Verb.STAND_IN_NAMED: Pair("Suppléance confiée", "Stand-in named"),
    Verb.STAND_IN_ENDED: Pair("Suppléance terminée", "Stand-in ended"),
    Verb.ACCOUNT_TRANSFERRED: Pair("Compte confié à une autre unité", "Account transferred to another unit"),
    Verb.IMPORT_APPLIED: Pair("Import d’un fichier appliqué", "Import of a file applied"),
    Verb.POLICY_PUBLISHED: Pair("Version de la directive publiée", "Policy version published"),
    Verb.POLICY_ACKNOWLEDGED: Pair("Directive lue et acceptée", "Policy acknowledged"),
    Verb.RULE_CHANGED: Pair("Règle de l’institution changée", "Institution’s rule changed"),
    Verb.HOLIDAY_CHANGED: Pair("Jours fériés changés", "Holidays changed"),
    Verb.ESCALATION_NAMED: Pair("Personne désignée pour les retards", "Person named for what is late"),
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
    Verb.REQUEST_ASSIGNED: Pair("Confiée à une personne", "Assigned"),
    Verb.REQUEST_RELEASED: Pair("Remise dans la file", "Put back in the queue"),
    Verb.REQUEST_VOTED: Pair("Voix donnée", "Voice given"),
    Verb.REQUEST_RECOMMENDED: Pair("Soumise à la direction de l’institution", "Passed to the leadership"),
    Verb.REQUEST_COMMENTED: Pair("Commentaire", "Comment"),
    Verb.REQUEST_ADVISED: Pair("Conseil donné", "Advice given"),
    Verb.REQUEST_PRIORITY: Pair("Priorité changée", "Priority changed"),
    Verb.REQUEST_FILE_ADDED: Pair("Fichier joint", "File attached"),
    Verb.REQUEST_FILE_REMOVED: Pair("Fichier retiré", "File removed"),
    Verb.REQUEST_OFFERED: Pair("Offre de publier sur un compte existant", "Offer to publish on an existing account"),
    Verb.REQUEST_OFFER_ANSWERED: Pair("Réponse à l’offre de publier", "Offer to publish answered"),
    Verb.REQUEST_AVOIDED: Pair("Publiée sur un compte existant", "Published on an existing account"),
    Verb.REQUEST_CARRIED_OUT: Pair("Changement constaté", "Carried out"),
    Verb.REQUEST_EXPIRED: Pair("Approbation expirée", "Approval expired"),
    Verb.REQUEST_REMINDED: Pair("Rappel", "Reminder"),
    Verb.REQUEST_ESCALATED: Pair("Retard signalé à la personne désignée", "Delay passed on to the named person"),
    Verb.FOLLOW_UP_SETTLED: Pair("Condition vérifiée", "Condition checked"),
    Verb.FOLLOW_UP_DUE: Pair("Condition à vérifier", "Condition due"),
    Verb.REVIEW_OPENED: Pair("Revue ouverte", "Review opened"),
    Verb.REVIEW_CLOSED: Pair("Revue close", "Review closed"),
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
    Verb.EXIT_CONSULTED: Pair("Projet mis en consultation", "Draft put to consultation"),
    Verb.EXIT_COMMENTED: Pair("Avis donné sur le projet", "Opinion given on the draft"),
    Verb.EXIT_CORRECTED: Pair("Texte de la décision corrigé", "Text of the decision corrected"),
    Verb.EXIT_COMPLETED: Pair("Décision menée à bien", "Decision carried through"),
    Verb.EXIT_REVIEW_OPENED: Pair("Réexamen de la décision ouvert", "Review of the decision opened"),
    Verb.EXIT_LESSONS_WRITTEN: Pair("Leçons du bilan écrites", "Lessons of the look back written"),
    Verb.EXIT_LOOKED_BACK: Pair("Bilan de la décision fait", "Look back at the decision done"),
    Verb.EXIT_SUPERSEDED: Pair("Remplacée par une décision plus large", "Superseded by another decision"),
    Verb.EXIT_SCENARIO_KEPT: Pair("Scénario gardé", "Scenario kept"),
    Verb.EXIT_TASK_DONE: Pair("Tâche de la décision faite", "Task of the decision done"),
    Verb.EXIT_TASK_DROPPED: Pair("Tâche de la décision écartée", "Task of the decision dropped"),
    Verb.EXIT_TASK_ASSIGNED: Pair("Tâche de la décision confiée", "Task of the decision assigned"),
    Verb.EXIT_TASK_REWORDED: Pair("Texte d’une tâche de la décision changé", "Text of a task of the decision changed"),
    Verb.EXIT_TASK_LATE: Pair("Tâche de la décision en retard", "Task of the decision late"),
    Verb.EXIT_COMMUNIQUE: Pair("Communiqué gardé", "Communiqué kept"),
    Verb.FEED_FOLLOWED: Pair("Flux d’un autre registre suivi", "Feed of another register followed"),
    Verb.FEED_LEFT: Pair("Flux d’un autre registre abandonné", "Feed of another register no longer followed"),
    Verb.FEED_ANSWERED: Pair("Décision d’un autre registre : réponse donnée", "Decision of another register answered"),
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
    Verb.REQUEST_CARRIED_OUT: "ok",
    Verb.REQUEST_EXPIRED: "warn",
    Verb.REQUEST_ESCALATED: "warn",
    Verb.REQUEST_AVOIDED: "ok",
    Verb.ACCOUNT_NAME_SEEN: "warn",
    Verb.ACCOUNT_LOST_SEEN: "warn",
    Verb.PLATFORM_TOKEN_ENDING: "warn",
    Verb.PROGRAM_TOKEN_ENDING: "warn",
    Verb.REVIEW_CLOSED: "ok",
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
        Verb.REQUEST_CARRIED_OUT,
        Verb.REQUEST_RECOMMENDED,
        Verb.REQUEST_ADVISED,
        Verb.REVIEW_CLOSED,
        Verb.EXIT_DECIDED,
        Verb.EXIT_IN_FORCE,
        Verb.EXIT_RECORDED,
        Verb.ACCOUNT_CONFIRMED,
    }
)
