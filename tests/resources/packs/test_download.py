"""Downloads of country dumps, from a server on loopback."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from affray.errors import UnusableOption, UnusableResource
from affray.resources import packs
from affray.resources.packs.download import fetch

ROW = "120\tQarat\tQarat\t\t36.25\t37.15\tP\tPPL\tXA\t\t01\t\t\t\t900\t\t\t\t\n"
FILES = {
    "/dump/XA.zip": ("XA.txt", ROW),
    "/dump/alternatenames/XA.zip": ("XA.txt", "1\t120\tar\tقارة\t\t\t\t\n"),
}


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = FILES.get(self.path)
        if found is None:
            self.send_error(404)
            return
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(*found)
        self.send_response(200)
        self.send_header("Content-Length", str(len(packed.getvalue())))
        self.end_headers()
        self.wfile.write(packed.getvalue())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def base() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/dump"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_dump_is_downloaded_with_its_names_and_imported(base: str, tmp_path: Path) -> None:
    seen: list[int] = []
    files = fetch(base, "XA", tmp_path, seen.append)
    assert seen == sorted(seen)
    told = packs.add(files, tmp_path / "home", format_="geonames", country="XA")
    assert (told.name, told.places) == ("xa-geonames", 1)
    (layer,) = packs.opened(tmp_path / "home")
    assert layer.find("قارة")


def test_a_country_that_is_not_there_says_what_to_do(base: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableResource, match=r"404.*affray places import"):
        fetch(base, "XB", tmp_path, print)


def test_without_a_connection_the_error_says_what_to_do(tmp_path: Path) -> None:
    # Port 9 of loopback: nothing listens there.
    with pytest.raises(UnusableResource, match="Without internet"):
        fetch("http://127.0.0.1:9/dump", "XA", tmp_path, print)


@pytest.mark.parametrize(
    ("base", "country"),
    [
        ("https://example.org", "Syria"),
        ("https://example.org", "../"),
        ("http://example.org", "SY"),
        ("file:///etc", "SY"),
    ],
)
def test_other_addresses_and_codes_are_refused(base: str, country: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableOption):
        fetch(base, country, tmp_path, print)
