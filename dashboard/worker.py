"""A worker of gunicorn that repeats nothing of a request, in its log or in its answer.

Gunicorn itself quotes a line that it cannot read, and that line can hold the secret of a link or a
cookie. What Flask has read is told by `dashboard.secure`.
"""

import socket
import traceback

from gunicorn import util
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn says no types
    """Answers what cannot be read with a status alone, and logs its kind alone."""

    def handle_error(
        self, _request: object, client: socket.socket, _address: object, error: BaseException
    ) -> None:
        if isinstance(error, ParseException):
            status, reason, where = 400, "Bad Request", ""
        else:
            status, reason = 500, "Internal Server Error"
            where = "\n" + "".join(traceback.format_tb(error.__traceback__)).rstrip()
        kind = type(error)
        self.log.error("Onleesbaar verzoek: %s.%s%s", kind.__module__, kind.__qualname__, where)
        try:
            util.write_error(client, status, reason, "")
        except OSError:
            # who asked is gone
            return
