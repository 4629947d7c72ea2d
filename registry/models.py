"""Re-exports the slices' models, as Django looks for them here; nothing else lives in this file."""

from registry.accounts.models import Account, FormerHandle, Proof, Stewardship
from registry.audit.models import Event, EventNote
from registry.directory.models import Report
from registry.followers.models import (
    Allowance,
    Contact,
    CountFile,
    FollowerCount,
    NameQuestion,
    PlatformToken,
    QuestionedCount,
    Reading,
    Round,
)
from registry.organisation.models import Membership, StandIn, Unit, User
from registry.platforms.models import Platform, PlatformStance, StanceCheck
from registry.transfer.models import ImportFile
