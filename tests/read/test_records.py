"""Files become raw reports, in a fixed order, and everything that cannot be used becomes a skip."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
import zstandard

from affray.errors import UnusableOption
from affray.model import Format, Raw, Skip
from affray.read.options import ReadOptions
from affray.read.records import records, size
from affray.read.sniffing import stem

PAGE = b"<!DOCTYPE html><html><body><p>Gunmen attacked a post.</p></body></html>"
LINE = b'{"id": 7, "text": "Gunmen attacked a post."}\n'


def reports(*paths: Path | str, **options: Any) -> list[Raw]:
    return [
        each for each in records([str(p) for p in paths], ReadOptions(**options)) if isinstance(each, Raw)
    ]


def skips(*paths: Path | str, **options: Any) -> list[tuple[str, int | None]]:
    found = records([str(p) for p in paths], ReadOptions(**options))
    return [(each.reason, each.line) for each in found if isinstance(each, Skip)]


def warc(*responses: bytes, break_after: int | None = None) -> bytes:
    records = []
    for number, response in enumerate(responses):
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0-{number}>\r\n"
            f"WARC-Target-URI: https://x.example/{number}\r\nWARC-Date: 2015-10-14T00:00:00Z\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
        )
        records.append(head.encode() + response + b"\r\n\r\n")
    return b"".join(records)[:break_after]


def http(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / "b" / "2.txt").write_text("two")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "c.html").write_bytes(PAGE)
    found = reports(tmp_path)
    assert [(each.report, each.format) for each in found] == [
        ("a", Format.PLAIN),
        ("2", Format.PLAIN),
        ("c", Format.HTML),
    ]
    assert [Path(each.path) for each in found] == [
        tmp_path / "a.txt",
        tmp_path / "b" / "2.txt",
        tmp_path / "c.html",
    ]


def test_a_pattern_stands_for_what_it_matches(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.log"):
        (tmp_path / name).write_text(name)
    assert [each.report for each in reports(tmp_path / "*.txt")] == ["a", "b"]
    assert [each.report for each in reports(tmp_path / "*.txt", tmp_path / "a.txt")] == ["a", "b"]


@pytest.mark.parametrize("path", ["nowhere.txt", "nowhere/*.txt"])
def test_a_path_that_does_not_exist_stops_the_run_before_it_begins(path: str) -> None:
    with pytest.raises(UnusableOption, match="nowhere"):
        records([path], ReadOptions())


@pytest.mark.parametrize("options", [ReadOptions(max_report_mb=0), ReadOptions(text_field="")])
def test_an_option_that_cannot_be_used_stops_the_run(options: ReadOptions) -> None:
    with pytest.raises(UnusableOption, match="read\\."):
        records([], options)


@pytest.mark.parametrize("name", ["x.txt.gz", "x.txt.zst", "x.html.gz"])
def test_packed_files_are_read_as_what_they_hold(tmp_path: Path, name: str) -> None:
    content = PAGE if "html" in name else b"Gunmen attacked."
    packed = gzip.compress(content) if name.endswith("gz") else zstandard.compress(content)
    (tmp_path / name).write_bytes(packed)
    (found,) = reports(tmp_path)
    assert (found.report, found.content.encode()) == ("x", content)


@pytest.mark.parametrize("name", ["x.txt.gz", "x.txt.zst"])
def test_a_file_cut_off_in_packing_is_a_skip(tmp_path: Path, name: str) -> None:
    content = os.urandom(90_000).hex().encode()
    packed = gzip.compress(content) if name.endswith("gz") else zstandard.compress(content)
    (tmp_path / name).write_bytes(packed[:-100])
    assert skips(tmp_path) == [("broken file", None)]


@pytest.mark.parametrize("name", ["x.txt.gz", "x.txt.zst"])
def test_a_packed_bomb_is_a_skip_in_bounded_memory(tmp_path: Path, name: str) -> None:
    content = bytes(300_000_000)
    packed = gzip.compress(content, 1) if name.endswith("gz") else zstandard.compress(content)
    del content
    (tmp_path / name).write_bytes(b"" + packed)
    tracemalloc.start()
    assert skips(tmp_path, max_report_mb=1) in ([("report too large", None)], [("no text", None)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\t", "empty file"),
        ("a.txt", bytes(range(256)) * 9, "no text"),
        ("a.pdf", b"%PDF-1.7 words words", "no text"),
        ("a.arc", b"filedesc://a.arc 0.0.0.0 2010", "ARC files are not read"),
    ],
)
def test_a_file_that_holds_no_report_is_a_skip(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert skips(tmp_path) == [(reason, None)]


def test_a_zip_file_is_a_skip_and_never_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("../../x.txt", "out")
    assert skips(tmp_path) == [("zip files are not read", None)]


def test_a_link_back_is_a_skip_and_no_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "back").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    assert [each.report for each in reports(tmp_path)] == ["a"]
    assert [each[0] for each in skips(tmp_path)] == [
        "symlink loop",
        "unreadable file",
        "not a regular file",
        "symlink loop",
    ]


def test_a_line_of_jsonl_is_a_report_with_its_fields(tmp_path: Path) -> None:
    line = {
        "id": 7,
        "text": "Gunmen attacked.",
        "url": "https://x.example",
        "date": "2015",
        "outlet": "X",
        "title": "T",
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(line) + "\n\n" + json.dumps({"text": PAGE.decode()}) + "\n")
    first, second = reports(tmp_path)
    assert (first.report, first.line, first.format) == ("7", 1, Format.PLAIN)
    assert first.metadata == {"url": "https://x.example", "date": "2015", "outlet": "X", "title": "T"}
    assert (second.report, second.line, second.format) == ("x-3", 3, Format.HTML)


def test_the_fields_of_jsonl_have_the_names_that_the_options_give(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"body": "Gunmen attacked.", "key": "k", "text": "other"}')
    (found,) = reports(tmp_path, text_field="body", id_field="key")
    assert (found.report, found.content) == ("k", "Gunmen attacked.")


def test_bad_lines_are_skips_and_the_others_are_kept(tmp_path: Path) -> None:
    bad = [
        b"{broken\n",
        b"[1]\n",
        b'{"id": 1}\n',
        b'{"text": 5}\n',
        b'{"text": " "}\n',
        b"[" * 100_000 + b"\n",
        b"\xff\n",
    ]
    (tmp_path / "x.jsonl").write_bytes(LINE + b"".join(bad) + LINE)
    assert [each.line for each in reports(tmp_path)] == [1, 9]
    assert skips(tmp_path) == [
        ("line is not JSON", 2),
        ("record is no JSON object", 3),
        ("record has no text", 4),
        ("record has no text", 5),
        ("record has no text", 6),
        ("line is not JSON", 7),
        ("line is not JSON", 8),
    ]


def test_a_line_too_long_is_a_skip_in_bounded_memory(tmp_path: Path) -> None:
    with (tmp_path / "x.jsonl").open("wb") as file:
        file.write(LINE)
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + LINE)
    tracemalloc.start()
    found = [each.line for each in records([str(tmp_path)], ReadOptions(max_report_mb=2))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [1, 2, 3]
    assert skips(tmp_path, max_report_mb=2) == [("report too large", 2)]
    assert peak < 15_000_000


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('{\n "id": "a",\n "text": "Gunmen attacked."\n}', ["a"]),
        ('[{"id": "a", "text": "One."}, {"text": "Two."}]', ["a", "x-2"]),
        ("[]", []),
    ],
)
def test_a_json_file_holds_one_object_or_a_list(tmp_path: Path, content: str, ids: list[str]) -> None:
    (tmp_path / "x.json").write_text(content)
    assert [each.report for each in reports(tmp_path)] == ids


def test_the_records_before_a_break_in_a_list_are_kept(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('[{"id": "a", "text": "One."}, {"id": ')
    assert [each.report for each in reports(tmp_path)] == ["a"]
    assert skips(tmp_path) == [("broken JSON", 2)]


@pytest.mark.parametrize("ending", ["warc", "warc.gz", "warc.zst"])
def test_each_page_of_an_archive_is_a_report(tmp_path: Path, ending: str) -> None:
    pages = warc(http(PAGE), http(b"Gunmen attacked.", kind="text/plain"), http(PAGE))
    packed = {"warc": pages, "warc.gz": gzip.compress(pages), "warc.zst": zstandard.compress(pages)}[ending]
    (tmp_path / f"x.{ending}").write_bytes(packed)
    found = reports(tmp_path)
    assert [(each.report, each.line, each.format) for each in found] == [
        ("0-0", 1, Format.HTML),
        ("0-1", 2, Format.PLAIN),
        ("0-2", 3, Format.HTML),
    ]
    assert found[0].metadata == {"url": "https://x.example/0", "captured": "2015-10-14T00:00:00Z"}


def test_a_page_packed_by_its_server_is_unpacked(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    bomb = gzip.compress(bytes(200_000_000), 1)
    (tmp_path / "x.warc").write_bytes(warc(head.encode() + packed, head.encode() + bomb, http(PAGE)))
    assert [each.content.encode() for each in reports(tmp_path, max_report_mb=1)] == [PAGE, PAGE]
    assert skips(tmp_path, max_report_mb=1) == [("report too large", 2)]


def test_an_archive_comes_through_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(warc(http(PAGE), http(PAGE))))
    read, write = os.pipe()
    os.write(write, (tmp_path / "x.warc.gz").read_bytes())
    os.close(write)
    assert [each.report for each in reports(f"/dev/fd/{read}")] == ["0-0", "0-1"]
    os.close(read)


def test_what_is_no_article_in_an_archive_is_a_skip(tmp_path: Path) -> None:
    pages = warc(
        http(PAGE, status="404 Not Found"), http(b"\x89PNG", kind="image/png"), http(b" "), http(PAGE)
    )
    (tmp_path / "x.warc").write_bytes(pages)
    assert [each.line for each in reports(tmp_path)] == [4]
    assert skips(tmp_path) == [("page not delivered", 1), ("page is no text", 2), ("empty page", 3)]


def test_the_pages_before_a_break_in_an_archive_are_kept(tmp_path: Path) -> None:
    pages = warc(http(PAGE), http(PAGE))
    (tmp_path / "a.warc").write_bytes(pages + b"noise that is no record\r\n\r\n" + pages)
    (tmp_path / "b.warc.gz").write_bytes(
        gzip.compress(warc(http(PAGE), http(os.urandom(50_000).hex().encode())))[:-9000]
    )
    found = reports(tmp_path)
    assert [each.report for each in found if each.path.endswith("a.warc")] == ["0-0", "0-1"]
    assert [each.report for each in found if each.path.endswith("b.warc.gz")] == ["0-0"]
    assert [each[0] for each in skips(tmp_path)] == ["broken WARC", "broken page", "broken WARC"]


def test_a_page_too_large_is_a_skip(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_bytes(warc(http(PAGE + b" " * 2_000_000), http(PAGE)))
    (tmp_path / "y.txt").write_bytes(b"word " * 500_000)
    assert skips(tmp_path, max_report_mb=1) == [("report too large", 1), ("report too large", None)]
    assert [each.line for each in reports(tmp_path, max_report_mb=1)] == [2]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (LINE + LINE, [("7", Format.PLAIN), ("7", Format.PLAIN)]),
        (PAGE, [("stdin", Format.HTML)]),
        (b"Gunmen attacked a post.", [("stdin", Format.PLAIN)]),
        (gzip.compress(PAGE), [("stdin", Format.HTML)]),
        (warc(http(PAGE)), [("0-0", Format.HTML)]),
    ],
)
def test_stdin_is_told_by_its_content(
    content: bytes, found: list[tuple[str, Format]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert [(each.report, each.format) for each in reports("-")] == found


@pytest.mark.parametrize("name", ["a", "a.dat", "a.log"])
def test_an_unknown_ending_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LINE + LINE)
    assert len(reports(tmp_path)) == 2
    (tmp_path / name).write_bytes(PAGE)
    assert [each.format for each in reports(tmp_path)] == [Format.HTML]


def test_an_id_is_only_text(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(
        '{"id": "../../etc/x\\u0000\\ud800", "text": "Gunmen \\ud800 attacked."}'
    )
    (found,) = reports(tmp_path)
    assert found.report == "../../etc/x\ufffd"
    assert found.content == "Gunmen \ufffd attacked."


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.txt", "a"), ("a.b.txt.gz", "a.b"), ("/x/003_d.html", "003_d"), (".txt", ".txt"), ("v1.2", "v1.2")],
)
def test_a_report_is_called_by_its_file(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_the_size_is_that_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "b.txt").write_bytes(b"123")
    assert size([str(tmp_path)]) == 8
    assert size([str(tmp_path), "-"]) is None


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_the_records_before_the_end_of_a_cut_off_file_are_kept(tmp_path: Path, ending: str) -> None:
    content = b"".join(b'{"id": "%d", "text": "The army shelled the town again."}\n' % n for n in range(60))
    packed = gzip.compress(content) if ending == "gz" else zstandard.compress(content)
    (tmp_path / f"a.jsonl.{ending}").write_bytes(packed[: len(packed) - 6])
    assert skips(tmp_path) == [("broken file", None)]
    if ending == "gz":
        # Only the trailer is gone; zstd holds the whole in one block, which is lost with its end.
        assert len(reports(tmp_path)) == 60
