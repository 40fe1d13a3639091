"""`affray serve`: a store over HTTP, with the web app."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

import uvicorn

from affray import config
from affray.cli.screen import shown
from affray.cli.stores import chosen
from affray.errors import UnusableOption
from affray.serve import ServeOptions, make_app

# Seconds that a connection is kept open for the next question: a reader of an event takes a while.
_KEPT_S = 75
_OFF = "affray: it only reads; --reviewer NAME turns review on\n"


def serve(named: Path | None, options: ServeOptions, *, settings: Path | None) -> None:
    """Serve a store until it is stopped.

    Raises:
        UnusableOption: The address cannot be listened on, or a reviewer's name cannot be used.
        UnusableStore: The store cannot be read.
    """
    app = make_app(chosen(named), options, config.load(settings))
    listener = _listen(options)
    host, port = listener.getsockname()[:2]
    shown_host = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"affray: http://{shown_host}:{port}/ shows {shown(str(chosen(named)))}; Ctrl-C stops\n")
    who = ", ".join(shown(name) for name in app.state.served.options.reviewers)
    sys.stderr.write(f"affray: review is on for {who}\n" if who else _OFF)
    if host not in {"127.0.0.1", "::1"}:
        told = f", and whoever does can review as {who}" if who else ""
        sys.stderr.write(f"affray: other machines can reach it{told}\n")
    threading.Thread(target=app.state.served.warm, name="affray-warm", daemon=True).start()
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=_KEPT_S,
        )
    )
    server.run(sockets=[listener])


def _listen(options: ServeOptions) -> socket.socket:
    try:
        family = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((options.host, options.port))
        # Now, so that whoever reads the address can connect to it.
        listener.listen(128)
    except (OSError, OverflowError) as error:
        raise UnusableOption(
            f"cannot listen on {options.host} port {options.port}: {error}; --host and --port name another"
        ) from error
    return listener
