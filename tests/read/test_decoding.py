"""Bytes become characters by mark, declaration or detection, and what was noted says how."""

from __future__ import annotations

import pytest

from affray.read.decoding import decode

TEXT = "“Rebels” café – naïve Şırnak"


@pytest.mark.parametrize(
    ("data", "declared", "content", "note"),
    [
        (TEXT.encode(), None, TEXT, None),
        (TEXT.encode("utf-8-sig"), None, TEXT, None),
        (TEXT.encode("utf-16"), None, TEXT, "utf-16"),
        ("“café”".encode("cp1252"), "iso-8859-1", "“café”", "cp1252"),
        ("Алеппо".encode("cp1251"), "windows-1251", "Алеппо", "cp1251"),
        ('<meta charset="koi8-r">Алеппо'.encode("koi8-r"), None, '<meta charset="koi8-r">Алеппо', "koi8-r"),
        (TEXT.encode(), "iso-8859-1", TEXT, None),
        ("“café”".encode().decode("cp1252", "ignore").encode(), None, "â€œcafÃ©â€", "utf-8 with mojibake"),
        ("it’s – café".encode().decode("cp1252").encode(), None, "it’s – café", "utf-8 encoded twice"),
    ],
)
def test_bytes_are_read(data: bytes, declared: str | None, content: str, note: str | None) -> None:
    found = decode(data, declared)
    assert (found.content, found.note) == (content, note)


def test_bytes_of_no_encoding_are_read_with_marks_for_the_rest() -> None:
    assert "café" in decode(b"caf\xe9 \x81\x8d " * 3, "no-such-charset").content
