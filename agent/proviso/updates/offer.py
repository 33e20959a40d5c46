"""What a channel offers: the small signed file that names a release and who gets it. Pure: bytes in, decisions out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import regex

from proviso.store.active import Release

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = 1
BUCKETS: Final = 10_000  # a ring is cut to a hundredth of a percent
_PACK_PATH: Final = regex.compile(r"packs/([a-z][a-z0-9-]*)/([0-9a-f]{64})\.json\.gz")
_FOREVER: Final = "9999-12-31"


class OfferError(ValueError):
    """A channel file that cannot be read. It was signed, so the publisher must publish anew."""


@dataclass(frozen=True, slots=True)
class Rollout:
    """Who gets a release: a share of all agents, chosen by a hash that differs from release to release."""

    percent: float
    salt: str
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A release, the complete one before it, and who gets which."""

    release: Release
    rollout: Rollout
    previous: Release | None = None
    min_agent: str = "0"
    allow_shrink: bool = False
    shadow: tuple[str, ...] = ()  # rules that are evaluated for preview and never shown
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What this agent does about an offer."""

    kind: Literal["take", "current", "held", "too-old"]
    release: Release | None = None  # to be taken


def channel_path(channel: str) -> str:
    """The target that holds a channel's offer."""
    return f"channels/{channel}.json"


def pack_path(name: str, digest: str) -> str:
    """The target that holds a compiled pack, gzipped. The digest is that of the pack itself."""
    return f"packs/{name}/{digest.removeprefix('sha256:')}.json.gz"


def bucket(salt: str, install_id: str) -> int:
    """Which of 10,000 buckets an installation falls into; another salt shuffles them anew."""
    digest = hashlib.sha256(f"{salt}\0{install_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % BUCKETS


def decide(offer: Offer, active: Release | None, install_id: str, agent: str) -> Decision:
    """Say what to do. A pause and a smaller ring hold everybody where they are; only a new release takes back."""
    held = active if active and active.channel == offer.release.channel else None
    if held is not None and held.key == offer.release.key:
        return Decision("current")
    if _version(agent) < _version(offer.min_agent):
        return Decision("too-old")
    is_in_ring = bucket(offer.rollout.salt, install_id) < offer.rollout.percent * BUCKETS / 100
    if is_in_ring and not offer.rollout.is_paused:
        return Decision("take", offer.release)
    previous = offer.previous
    # Whoever is new, behind the last complete release, or on a number that the channel never reached, gets that one.
    is_elsewhere = previous is not None and (
        held is None or held.number < previous.number or held.number > offer.release.number
    )
    return Decision("take", previous) if is_elsewhere else Decision("held")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in regex.findall(r"\d+", text)[:4])


def write_offer(offer: Offer) -> bytes:
    """The channel file. The same offer gives the same bytes."""
    values = {
        "format": FORMAT,
        "channel": offer.release.channel,
        **_packs_of(offer.release),
        "previous": None if offer.previous is None else _packs_of(offer.previous),
        "rollout": {
            "percent": offer.rollout.percent,
            "salt": offer.rollout.salt,
            "paused": offer.rollout.is_paused,
        },
        "min_agent": offer.min_agent,
        "allow_shrink": offer.allow_shrink,
        "shadow": list(offer.shadow),
        "notes": offer.notes,
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _packs_of(release: Release) -> dict[str, object]:
    paths = {name: pack_path(name, digest) for name, digest in release.packs.items()}
    return {"release": release.number, "packs": paths, "overrides": dict(release.overrides)}


def read_offer(source: bytes, channel: str) -> Offer:
    """Read a channel file.

    Raises:
        OfferError: it is not one, or that of another channel.
    """
    try:
        values = json.loads(source)
        if values["format"] != FORMAT or values["channel"] != channel:
            raise OfferError(f"not a channel file of {channel}, or of a format that this agent does not know")
        return _offer(values, channel)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise OfferError(str(error)) from None


def _offer(values: Mapping[str, object], channel: str) -> Offer:
    rollout, hidden, previous = values["rollout"], values.get("shadow", []), values.get("previous")
    if not isinstance(rollout, dict) or not isinstance(hidden, list):
        raise OfferError("rollout must be an object and shadow a list")
    shadow = tuple(str(rule) for rule in hidden)
    release = _release(values, channel)
    return Offer(
        release=replace(release, overrides=with_shadow(release.overrides, shadow)),
        rollout=Rollout(float(rollout["percent"]), str(rollout["salt"]), rollout["paused"] is True),
        previous=_release(previous, channel) if isinstance(previous, dict) else None,
        min_agent=str(values.get("min_agent", "0")),
        allow_shrink=values.get("allow_shrink") is True,
        shadow=shadow,
        notes=str(values.get("notes", "")),
    )


def _release(values: Mapping[str, object], channel: str) -> Release:
    number, packs, overrides = values["release"], values["packs"], values.get("overrides", {})
    if type(number) is not int or number < 1 or not isinstance(packs, dict) or not isinstance(overrides, dict):
        raise OfferError("release must be a number from 1, packs and overrides objects")
    return Release(channel, number, {name: _digest(name, path) for name, path in packs.items()}, overrides)


def _digest(name: str, path: object) -> str:
    match = _PACK_PATH.fullmatch(path) if isinstance(path, str) else None
    if match is None or match[1] != name:
        raise OfferError("a pack must lie under packs/ and its own name")
    return f"sha256:{match[2]}"


def with_shadow(overrides: Mapping[str, object], shadow: tuple[str, ...]) -> dict[str, object]:
    """Overrides that also put rules in the shadow."""
    rules = overrides.get("override")
    hidden = {rule: {"mode": "shadow", "reason": "published in the shadow first", "until": _FOREVER} for rule in shadow}
    merged = {**hidden, **(rules if isinstance(rules, dict) else {})}
    return {**overrides, **({"override": merged} if merged else {})}
