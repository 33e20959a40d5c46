"""Who I am and where I work: defaults, then the person's file, then the managed policy, which wins and locks its keys.

A settings file that is missing, unreadable or wrong never stops the agent: what can be read is used, the rest stays at
its default, and every problem is a sentence that names file, key and remedy. `app.py` watches the files, not this room.
"""

from proviso.settings.duty import Duty, Said, Schedule, duty_at
from proviso.settings.load import PORTS, Policy, Settings, Updates, load
from proviso.settings.paths import Paths
from proviso.settings.save import SettingsError, save_policy

__all__ = [
    "PORTS",
    "Duty",
    "Paths",
    "Policy",
    "Said",
    "Schedule",
    "Settings",
    "SettingsError",
    "Updates",
    "duty_at",
    "load",
    "save_policy",
]
