"""Publish, roll out, hold, take back: each is a new file of a channel, staged for signatures.

A rollback is a new release that names old packs, so that no agent ever accepts an older signature than one it has seen.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from proviso.packs import PackError
from proviso.packs.overrides import overrides_of
from proviso.store.active import Release
from proviso.updates.gate import Candidate, InUse, Refused, pass_gate
from proviso.updates.offer import Offer, Rollout, channel_path, pack_path, with_shadow, write_offer
from proviso.updates.outcome import SENTENCES
from proviso.updates.roles import TargetFile

from .build import BUDGET_S, packed, read_built, rulebook_of_built
from .channels import history, read_channel, read_pack_file, rulebook_of, served_path, unnamed
from .errors import FleetError
from .preview import read_note
from .roles import read_roles, renew, sign
from .staging import Staged, complete, stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.updates.roles import Targets

    from .publisher import Publisher
    from .roles import Roles


@dataclass(frozen=True, slots=True)
class Plan:
    """How a release is to be published."""

    channel: str
    percent: float = 100.0
    min_agent: str = "0"
    allow_shrink: bool = False
    overrides: Mapping[str, object] = field(default_factory=dict)
    shadow: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What was signed here: whether it is served now, or waits for further signatures."""

    offer: Offer
    is_served: bool


def publish(publisher: Publisher, plan: Plan) -> Published:
    """Publish what was built and previewed.

    Raises:
        FleetError: it was not previewed, or the gate that every agent has refuses it.
    """
    fleet = publisher.fleet
    roles = read_roles(fleet.metadata)
    before = read_channel(fleet.targets, roles.targets.signed, plan.channel)
    packs, built = read_built(fleet.built)
    digests = {one.name: one.digest for one in built}
    note = read_note(fleet.built, plan.channel, before.release.number if before else 0, digests)
    release = Release(
        plan.channel, _next_number(publisher, plan.channel), digests, with_shadow(plan.overrides, plan.shadow)
    )
    offer = Offer(
        release,
        Rollout(plan.percent, secrets.token_hex(8)),
        _complete_before(before),
        plan.min_agent,
        plan.allow_shrink,
        plan.shadow,
        plan.notes,
    )
    _judge(publisher, offer, packs, before)
    about = {"action": "publish", "preview": {"corpus": note.corpus, "posts": note.posts, "changed": note.changed}}
    return _offer(publisher, roles, offer, packs, about)


def _next_number(publisher: Publisher, channel: str) -> int:
    return max(history(publisher.fleet.targets, channel), default=0) + 1


def _complete_before(before: Offer | None) -> Release | None:
    """The last release that was for everybody."""
    if before is None:
        return None
    is_complete = before.rollout.percent >= 100 and not before.rollout.is_paused  # noqa: PLR2004 - per cent
    return before.release if is_complete else before.previous


def _judge(publisher: Publisher, offer: Offer, packs: Mapping[str, bytes], before: Offer | None) -> None:
    """Pass the gate that every agent has, against what the channel offers now."""
    fleet = publisher.fleet
    in_use = InUse.of(rulebook_of(fleet.targets, before.release if before else None))
    tried = InUse.of(rulebook_of_built(packs)).patterns  # when they were built
    try:
        overrides = overrides_of(offer.release.overrides, "overrides")
        rulebook = pass_gate(
            Candidate(offer.release, packs, replace(in_use, patterns=tried), offer.allow_shrink), None, BUDGET_S
        )
    except PackError as error:
        raise FleetError("\n".join(map(str, error.problems))) from None
    except Refused as refused:
        raise FleetError(f"{SENTENCES[refused.fault.error]}: {refused.detail or refused.fault.rule}") from None
    unknown = sorted(overrides.rules.keys() - {rule.name for rule in rulebook.rules})
    if unknown:
        raise FleetError(f"there is no rule {unknown[0]}; rules are called pack/rule")


def roll_out(publisher: Publisher, channel: str, percent: float | None, *, is_paused: bool | None) -> Published:
    """Change who gets the release that a channel offers. None leaves as it is.

    Raises:
        FleetError: there is no such channel.
    """
    roles = read_roles(publisher.fleet.metadata)
    offer = _existing(publisher, roles, channel)
    now = offer.rollout
    rollout = Rollout(
        now.percent if percent is None else percent, now.salt, now.is_paused if is_paused is None else is_paused
    )
    about = {"action": "rollout"}
    return _offer(publisher, roles, replace(offer, rollout=rollout), {}, about)


def roll_back(publisher: Publisher, channel: str, number: int | None, notes: str = "") -> Published:
    """Publish an earlier release again, for everybody, under a new number. Default: the one before.

    Raises:
        FleetError: there is none, or its packs are gone.
    """
    roles = read_roles(publisher.fleet.metadata)
    offer = _existing(publisher, roles, channel)
    earlier = history(publisher.fleet.targets, channel)
    wanted = earlier.get(number) if number is not None else offer.previous
    if wanted is None:
        raise FleetError(f"there is no such release; there are: {', '.join(map(str, sorted(earlier)))}")
    fleet = publisher.fleet
    packs = {name: read_pack_file(fleet.targets, name, digest) for name, digest in wanted.packs.items()}
    release = replace(wanted, number=_next_number(publisher, channel))
    back = Offer(
        release,
        Rollout(100.0, secrets.token_hex(8)),
        allow_shrink=True,  # what was good before is good again, however small
        notes=notes or f"back to release {wanted.number}",
    )
    return _offer(publisher, roles, back, packs, {"action": "rollback", "to": wanted.number})


def _existing(publisher: Publisher, roles: Roles, channel: str) -> Offer:
    offer = read_channel(publisher.fleet.targets, roles.targets.signed, channel)
    if offer is None:
        raise FleetError(f"nothing was published on {channel} yet; publish with: proviso fleet publish")
    return offer


def _offer(
    publisher: Publisher, roles: Roles, offer: Offer, packs: Mapping[str, bytes], about: Mapping[str, object]
) -> Published:
    """Stage a channel's file with its packs, sign with the keys at hand, serve it when they are enough."""
    files: dict[str, bytes] = {}
    targets = roles.targets.signed
    for name, compiled in packs.items():
        _add(targets, files, pack_path(name, offer.release.packs[name]), packed(compiled))
    _add(targets, files, channel_path(offer.release.channel), write_offer(offer))
    for path in unnamed(publisher.fleet.targets, targets, offer):  # the list stays short, the files stay
        del targets.targets[path]
    renewed = renew(targets, publisher.now())
    sign(renewed, publisher.at_hand(roles.root.signed, "targets"))
    told = {
        **about,
        "channel": offer.release.channel,
        "release": offer.release.number,
        "percent": offer.rollout.percent,
        "paused": offer.rollout.is_paused,
        "packs": dict(offer.release.packs),
    }
    staged = Staged(None, renewed, told)
    stage(publisher, staged, files)
    return Published(offer, complete(publisher, staged))


def _add(targets: Targets, files: dict[str, bytes], path: str, content: bytes) -> None:
    target = TargetFile.from_data(path, content, ["sha256"])
    targets.targets[path] = target
    files[served_path(path, target.hashes["sha256"])] = content
