"""What an address can turn out to be: the kinds of account, and the reasons why an address is not one."""

from enum import StrEnum


class Kind(StrEnum):
    """What the address names, as far as its form tells; several kinds of one platform are never one account."""

    PROFILE = "profile"
    PAGE = "page"
    GROUP = "group"
    CHANNEL = "channel"
    COMPANY = "company"
    SCHOOL = "school"
    SHOWCASE = "showcase"
    EDU = "edu"
    PERSON = "person"
    MEMBER = "member"
    USER = "user"
    CUSTOM = "custom"
    NAME = "name"
    COMMUNITY = "community"
    PUBLICATION = "publication"
    BLOG = "blog"
    SHOP = "shop"
    SHOW = "show"
    ARTIST = "artist"
    LABEL = "label"
    ARTICLE = "article"
    TOPIC = "topic"
    INVITE = "invite"
    SERVER = "server"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    ORGANISER = "organiser"
    PLACE = "place"
    COLLECTION = "collection"

    @property
    def broad(self) -> str:
        """ "account" for whatever speaks in one name; the kind itself for groups, invitations, places and the like."""
        return self.value if self in _NO_SINGLE_VOICE else "account"


_NO_SINGLE_VOICE = frozenset(
    {
        *(Kind.GROUP, Kind.COMMUNITY, Kind.SERVER, Kind.INVITE, Kind.PHONE, Kind.PLACE),
        *(Kind.ARTICLE, Kind.TOPIC, Kind.COLLECTION),
    }
)


class Reason(StrEnum):
    """Why an address was not read as an account; `words.REFUSALS` has a sentence for each."""

    POST = "post"
    SHARE = "share"
    SEARCH = "search"
    PLAYLIST = "playlist"
    HASHTAG = "hashtag"
    EVENT = "event"
    LOGIN = "login"
    APP_STORE = "app_store"
    SHORTENER = "shortener"
    NOT_ACCOUNT = "not_account"
    NO_HANDLE = "no_handle"
    BAD_HANDLE = "bad_handle"
    NO_HOST = "no_host"
    NO_PLATFORM = "no_platform"
    UNKNOWN_PLATFORM = "unknown_platform"
    PLATFORM_MISMATCH = "platform_mismatch"
    UNKNOWN_HOST = "unknown_host"
    LOOKALIKE_HOST = "lookalike_host"
    DANGEROUS = "dangerous"
    EMAIL = "email"
    PHONE = "phone"
    SEVERAL = "several"
    NOT_AN_ADDRESS = "not_an_address"
