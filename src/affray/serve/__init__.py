"""Shows one store to people: an HTTP interface and the web app over it, on this machine alone."""

from affray.serve.app import make_app
from affray.serve.options import ServeOptions

__all__ = ["ServeOptions", "make_app"]
