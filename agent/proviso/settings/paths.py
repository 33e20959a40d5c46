"""Where settings and state live on this system. Finds folders; creates nothing and reads nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import PlatformDirs

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS_NAME = "settings.toml"
ROOT_NAME = "root.json"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one person, and the file of their employer."""

    config: Path
    state: Path
    managed: Path  # the employer's settings.toml: it wins, and its keys cannot be changed by the person

    @property
    def settings(self) -> Path:
        """The person's own settings file."""
        return self.config / SETTINGS_NAME

    @property
    def root(self) -> Path:
        """The root of trust for rule updates, beside the person's settings."""
        return self.config / ROOT_NAME

    @property
    def managed_root(self) -> Path:
        """The root of trust for rule updates, beside the employer's settings."""
        return self.managed.parent / ROOT_NAME

    @staticmethod
    def find(environment: Mapping[str, str] = os.environ) -> Paths:
        """Take this system's folders, unless PROVISO_CONFIG_DIR, PROVISO_STATE_DIR or PROVISO_MANAGED_FILE is set."""
        # Never the runtime folder: without XDG_RUNTIME_DIR it lies in a temporary directory that all users share.
        dirs = PlatformDirs("proviso", appauthor=False)
        managed = Path(dirs.site_config_dir.split(os.pathsep, maxsplit=1)[0]) / SETTINGS_NAME
        return Paths(
            config=Path(environment.get("PROVISO_CONFIG_DIR") or dirs.user_config_dir),
            state=Path(environment.get("PROVISO_STATE_DIR") or dirs.user_state_dir),
            managed=Path(environment.get("PROVISO_MANAGED_FILE") or managed),
        )
