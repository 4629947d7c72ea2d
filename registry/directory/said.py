"""An answer of *verify* as JSON, for the API and the command: the shape that `api` describes, written without its serializers.

A serializer spends several times what the whole question costs; a test holds what is written here against the description.
"""

from registry.directory.public import Decision, PublicAccount
from registry.directory.verify import Answer, Answers
from registry.language import Pair


def said_all(answers: Answers, site: str) -> dict:
    """Several answers, in the order of the questions."""
    return {"answers": [said(answer, site) for answer in answers.all], "left_out": answers.left_out}


def said(answer: Answer, site: str) -> dict:
    """One answer; ``site`` ("https://host") stands before the paths of pages."""
    reading, refusal, account = answer.reading, answer.refusal, answer.account
    return {
        "asked": answer.asked,
        "verdict": answer.verdict,
        "label": _pair(answer.label),
        "sentence": _pair(answer.sentence),
        "platform": reading.platform if reading else None,
        "handle": reading.handle if reading else None,
        "address": reading.address if reading else None,
        "host_confirmed": reading.host_confirmed if reading else None,
        "account": _account(account, site) if account else None,
        "decision": _decision(account.decision, site) if account and account.decision else None,
        "accounts": _short_all(answer.accounts, site),
        "resembles": _short_all(answer.resembles, site),
        "elsewhere": _short_all(answer.elsewhere, site),
        "possibly_same": _short_all(answer.possibly_same, site),
        "refusal": {"reason": refusal.reason.value, **_pair(refusal.sentence)} if refusal else None,
    }


def _pair(pair: Pair) -> dict[str, str]:
    return {"fr": pair.fr, "en": pair.en}


def _short_all(accounts: tuple[PublicAccount, ...], site: str) -> list[dict]:
    return [_short(account, site) for account in accounts]


def _short(account: PublicAccount, site: str) -> dict:
    return {
        "platform": account.platform,
        "handle": account.handle,
        "address": account.address,
        "verdict": account.verdict,
        "label": _pair(account.label),
        "title": _pair(account.title),
        "page": site + account.page if account.page else None,
    }


def _account(account: PublicAccount, site: str) -> dict:
    proof, successor = account.proof, account.successor
    return _short(account, site) | {
        "unit": _pair(account.unit),
        "official_since": account.official_since,
        "official_until": account.official_until,
        "proof": {"kind": proof.kind, "label": _pair(proof.label), "on": proof.on.isoformat()} if proof else None,
        "public_note": _pair(account.public_note),
        "successor": _short(successor, site) if successor else None,
    }


def _decision(decision: Decision, site: str) -> dict:
    return {
        "label": _pair(decision.label),
        "page": site + decision.url if decision.url else None,
        "on": decision.on,
        "channels": [{"label": _pair(channel.label), "address": channel.address} for channel in decision.channels],
    }
