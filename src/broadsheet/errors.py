"""What can go wrong, as one tree.

Bad *input* is never an exception: it becomes a counted `broadsheet.steps.Dropped`. What raises is bad set-up
(a path that is not there, a setting that makes no sense, a database of a newer version) and our own bugs.
Every error of this tree is shown to the user as one sentence and ends the command with `exit_status`.

    BroadsheetError
    ├── UsageError              arguments that cannot be carried out
    │   ├── MissingPath         a path that is not there or may not be read
    │   └── MissingExtra        an optional package that is not installed
    ├── ConfigError             broadsheet.toml or the environment says something unusable
    ├── NothingUsable           every source was read and nothing could be used
    ├── ClusterError            the cluster is not there, is lost, or runs another program
    ├── PluginError             a plugin cannot be loaded, or failed
    ├── ModelError              a packaged model is missing, damaged or of the wrong checksum
    ├── StoreError              the database cannot be used
    │   ├── StoreTooNew         written by a newer broadsheet
    │   └── StoreBusy           another process is writing
    └── NotFound                no such story, article or page in the store
"""

from __future__ import annotations


class BroadsheetError(Exception):
    """The root of everything broadsheet raises on purpose.

    Attributes:
        hint: what the user can do about it; may be empty.
        exit_status: the status a command ends with.
    """

    exit_status = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(BroadsheetError):
    """Arguments that cannot be carried out."""

    exit_status = 2


class MissingPath(UsageError):
    """A path that is not there or may not be read."""

    def __init__(self, path: str, reason: str = "no such file or folder") -> None:
        super().__init__(f"{path}: {reason}", hint="check the spelling and the permissions")
        self.path = path


class MissingExtra(UsageError):
    """An optional package that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed", hint=f"pip install 'broadsheet[{extra}]'")


class ConfigError(BroadsheetError):
    """broadsheet.toml or the environment says something unusable."""

    exit_status = 2


class NothingUsable(BroadsheetError):
    """Every source was read and nothing could be used."""


class ClusterError(BroadsheetError):
    """The cluster is not there, is lost, or runs another program."""


class PluginError(BroadsheetError):
    """A plugin cannot be loaded, or failed."""

    def __init__(self, plugin: str, where: str, problem: BaseException) -> None:
        super().__init__(
            f"the plugin {plugin} failed in {where}: {type(problem).__name__}: {problem}",
            hint=f"mend it or uninstall it; `broadsheet --debug` shows where {plugin} failed",
        )
        self.plugin = plugin


class ModelError(BroadsheetError):
    """A packaged model is missing, damaged or of the wrong checksum."""


class StoreError(BroadsheetError):
    """The database cannot be used."""


class StoreTooNew(StoreError):
    """The database was written by a newer broadsheet."""


class StoreBusy(StoreError):
    """Another process is writing to the database."""


class NotFound(BroadsheetError):
    """No such story, article or page in the store."""
