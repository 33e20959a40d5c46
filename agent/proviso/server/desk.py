"""What every guest is served from: the person, the rulebook, and what needs a person's eye.

The one place of the server that changes while it runs; a change is told to all guests by the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso import __version__
from proviso.checker import today
from proviso.model import PAGE_FIELDS, Context, Post
from proviso.server.duty_clock import DutyClock, duty_values
from proviso.server.messages import Check, ChoosePolicy, MessageError
from proviso.settings import Paths, Settings, SettingsError, load, save_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.packs import Rulebook
    from proviso.packs.pack import Official
    from proviso.settings import Duty

_PLATFORMS: Final = ("x", "facebook", "web")


class Desk:
    """Holds settings and rulebook; makes posts of checks and the status of both."""

    def __init__(self, paths: Paths, settings: Settings, rulebook: Rulebook, problems: tuple[str, ...] = ()) -> None:
        self.settings = settings
        self.rulebook = rulebook
        self._paths = paths
        # The context of the last check: from one keystroke to the next it is the same, and making one takes a while.
        self._asked: tuple[Mapping[str, object], bool, Settings, Mapping[str, bool], str] | None = None
        self._context = Context()
        self._problems = problems  # found at start: a taken port
        self._of_rules: tuple[str, ...] = ()  # a pack that was not proved
        self.clock = DutyClock()
        self.is_stale = False  # the signatures behind the rules have expired; they are applied all the same

    def use(self, rulebook: Rulebook, problems: tuple[str, ...] = ()) -> None:
        """Work with another rulebook from the next check of any composer on; `problems` are those of its packs.

        The door's `announce` then tells every guest, and each checks its open composers again.
        """
        self.rulebook, self._of_rules = rulebook, problems

    def post(self, check: Check, *, whole_context: bool) -> Post:
        """Put the text where it is about to appear. Only the local page may say who writes; its word is all."""
        asked = (check.context, whole_context, self.settings, self.duty.context(), today())
        if asked != self._asked:
            self._asked, self._context = asked, _context(*asked)
        return Post(check.text, self._context)

    @property
    def duty(self) -> Duty:
        """Whether the person is on duty at this moment, as far as that is known."""
        return self.clock.read(self.settings)

    def status(self) -> dict[str, object]:
        """Say what the agent is working with: never text, never a count of anything."""
        policy, packs = self.settings.policy, self.rulebook.packs
        chosen = policy and {"jurisdiction": policy.jurisdiction, "agency": policy.agency, "managed": policy.managed}
        problems = [*self.settings.problems, *self._problems, *self._of_rules, *self.rulebook.problems()]
        return {
            "agent": __version__,
            "rulebook": self.rulebook.digest,
            "rules": "stale" if self.is_stale else "current",
            "policy": chosen,
            "duty": duty_values(self.duty),
            "official": [row for pack in packs for account in pack.official for row in _official(account)],
            "packs": [{"name": p.name, "title": p.title, "version": p.version, "rules": p.rules} for p in packs],
            **({"sites": self.settings.sites} if self.settings.sites else {}),
            **({"problems": problems} if problems else {}),
        }

    def choose(self, wanted: ChoosePolicy) -> None:
        """Save the person's choice and work with it from now on.

        Raises:
            MessageError: the policy is managed, or the file cannot be written.
        """
        try:
            save_policy(self._paths, self.settings, wanted.jurisdiction, wanted.agency)
        except SettingsError as error:
            raise MessageError("managed" if error.managed else "settings", str(error)) from None
        self.reload()

    def reload(self) -> bool:
        """Read the settings files again; say whether anything changed."""
        settings = load(self._paths)
        changed = settings != self.settings
        self.settings = settings
        return changed


def _context(
    sent: Mapping[str, object], whole_context: bool, settings: Settings, duty: Mapping[str, bool], date: str
) -> Context:
    if whole_context:
        said = dict(sent)
    else:
        said = {**settings.known(), **duty, **{name: value for name, value in sent.items() if name in PAGE_FIELDS}}
    said["date"] = said.get("date") or date  # the engine has no clock
    return Context.from_mapping(said)


def _official(account: Official) -> list[dict[str, object]]:
    platforms = (account.platform,) if account.platform else _PLATFORMS  # a pack may mean every platform
    names = [name for name in (account.handle and f"@{account.handle}", account.page) if name]
    return [{"platform": platform, "handle": name} for platform in platforms for name in names]
