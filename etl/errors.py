"""What can go wrong, and the exit code that says so.

    MasError            read by a person: message only, no traceback
    ├── UsageError      2   the command was called in a way that cannot be carried out
    ├── Unreadable     10   a file or folder cannot be read or recognised
    ├── Refused        11   a delivery breaks a rule that refuses it
    ├── BuildFailed    12   the SQL did not build
    ├── NoRelease      13   there is no release to read
    └── AuditFailed    14   a release did not pass its audit

Anything else is our own mistake (exit 1): it rises with its traceback. A message carries file,
line, column and rule, and what to do next; never a cell's value.
"""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    OUR_FAULT = 1
    USAGE = 2
    UNREADABLE = 10
    REFUSED = 11
    BUILD_FAILED = 12
    NO_RELEASE = 13
    AUDIT_FAILED = 14


class MasError(Exception):
    """An error that a person reads directly. The message is Dutch and says what to do next."""

    exit_code = Exit.OUR_FAULT


class UsageError(MasError):
    exit_code = Exit.USAGE


class Unreadable(MasError):
    exit_code = Exit.UNREADABLE


class Refused(MasError):
    exit_code = Exit.REFUSED


class BuildFailed(MasError):
    exit_code = Exit.BUILD_FAILED


class NoRelease(MasError):
    exit_code = Exit.NO_RELEASE


class AuditFailed(MasError):
    exit_code = Exit.AUDIT_FAILED
