"""The French and English pair that every sentence of the product comes in."""

from dataclasses import dataclass

from django.utils.translation import get_language, override


def is_english() -> bool:
    """Whether the active language is English; anything else reads French, the product's first language."""
    return (get_language() or "fr").startswith("en")


@dataclass(frozen=True)
class Pair:
    """A text in both languages; ``str()`` gives the active one, falling back on the other when one side is empty."""

    fr: str
    en: str

    def __str__(self) -> str:
        return (self.en or self.fr) if is_english() else (self.fr or self.en)

    def format(self, **values: object) -> "Pair":
        """The same pair with ``{name}`` places filled; a `Pair` given as a value is filled in its own language, or in the
        other when that side is empty: a name that is only known in French still has to stand in the English sentence."""
        return Pair(
            self.fr.format(**{k: v.fr or v.en if isinstance(v, Pair) else v for k, v in values.items()}),
            self.en.format(**{k: v.en or v.fr if isinstance(v, Pair) else v for k, v in values.items()}),
        )


QUOTED = Pair("«\u00a0{words}\u00a0»", "“{words}”")


def here(thing: object, name: str) -> str:
    """The column ``name_fr`` or ``name_en`` of a row, by the active language, with the same fallback as `Pair`."""
    return str(Pair(getattr(thing, f"{name}_fr"), getattr(thing, f"{name}_en")))


def pair_of(thing: object, name: str) -> Pair:
    """Both columns ``name_fr`` and ``name_en`` of a row as a `Pair`."""
    return Pair(getattr(thing, f"{name}_fr"), getattr(thing, f"{name}_en"))


def in_both(thing: object) -> Pair:
    """``str(thing)`` as it reads in each language, whichever is active now."""
    with override("fr"):
        french = str(thing)
    with override("en"):
        return Pair(french, str(thing))
