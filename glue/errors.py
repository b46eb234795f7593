"""What can go wrong, and the exit code each thing means."""

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C or another signal ended."""


class RowhouseError(Exception):
    """Something went wrong that the operator can act on.

    `remedy` is one sentence that says what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class ConfigError(RowhouseError):
    """A setting, an argument or an installation is not usable as it is."""

    exit_code = 2


class DriftError(RowhouseError):
    """The database, the migrations and the sources disagree, or work is pending."""

    exit_code = 3
