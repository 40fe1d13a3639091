"""How a store is served."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Options of `affray serve`.

    Attributes:
        host: The address to listen on.
        port: The port to listen on; 0 takes a free one.
        names: Names by which browsers may call it beside `localhost` and addresses.
        reviewers: Who may review; without any the server only reads.
        idle_s: Seconds without a request after which the file is let go, so that others may write it.
        max_body: The most bytes of a request's body.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    idle_s: float = 5.0
    max_body: int = 65_536
