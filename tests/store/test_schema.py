"""A store of any age opens, or says why not and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from affray.errors import UnusableStore
from affray.store import Store, schema
from tests.store.making import rich


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.duckdb"


def columns(path: Path) -> list[tuple[str, str, str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        ).fetchall()


def test_an_older_store_is_brought_up_step_by_step_and_keeps_its_claims(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path) as store:
        store.add([rich()], "v1")
    later = (
        *schema.MIGRATIONS,
        "CREATE TABLE reviews (a VARCHAR)",
        "ALTER TABLE reviews ADD who VARCHAR",
    )
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    with pytest.raises(UnusableStore, match=r"older affray; `affray refresh"):
        Store.open_read_only(path)
    with duckdb.connect(str(path)) as connection:
        schema.migrate(connection, "war.duckdb", steps=later)
        assert schema.version(connection) == len(later)
        assert connection.execute("SELECT a, who FROM reviews").fetchall() == []
    with Store.open_read_only(path) as store:
        assert list(store.results()) == [rich()]


def test_a_store_of_any_older_version_ends_like_a_new_one(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.duckdb"):
        pass
    for number in range(1, len(schema.MIGRATIONS) + 1):
        old = tmp_path / f"{number}.duckdb"
        with duckdb.connect(str(old)) as connection:
            schema.migrate(connection, old.name, steps=schema.MIGRATIONS[:number])
        with Store.open(old):
            pass
        assert columns(old) == columns(tmp_path / "new.duckdb")


def test_a_step_that_fails_leaves_the_version_before_it(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        with pytest.raises(duckdb.Error):
            schema.migrate(
                connection, "war.duckdb", steps=(*schema.MIGRATIONS, "CREATE TABLE x (y INTEGER); SELECT z")
            )
        assert schema.version(connection) == len(schema.MIGRATIONS)
    with Store.open(path) as store, pytest.raises(UnusableStore):
        store.count("x")


def test_a_newer_store_is_refused(path: Path) -> None:
    with Store.open(path):
        pass
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO affray_schema VALUES (99)")
    for opened in (Store.open, Store.open_read_only):
        with pytest.raises(UnusableStore, match=r"newer affray .*update affray"):
            opened(path)


def test_a_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE reports (mine VARCHAR)")
    before = columns(path)
    for opened in (Store.open, Store.open_read_only):
        with pytest.raises(UnusableStore, match="tables of something else"):
            opened(path)
    assert columns(path) == before


@pytest.mark.parametrize("content", [b"", b"x", b"no database\n" * 2000])
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for opened in (Store.open, Store.open_read_only):
        with pytest.raises(UnusableStore, match="not a DuckDB database; name another file"):
            opened(path)
    assert path.read_bytes() == content


def test_a_damaged_store_is_refused_at_the_latest_when_it_is_read(path: Path) -> None:
    with Store.open(path) as store:
        store.add([rich(f"r{number}") for number in range(50)], "v1")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(UnusableStore, match="is damaged; restore"), Store.open_read_only(path) as store:
        list(store.results())


def test_a_damaged_block_is_not_taken_for_a_lock(path: Path) -> None:
    with Store.open(path) as store:
        store.add([rich(f"r{number}") for number in range(50)], "v1")
    content = bytearray(path.read_bytes())
    content[12_300:12_400] = bytes(100)
    path.write_bytes(bytes(content))
    with pytest.raises(UnusableStore, match="is damaged; restore"), Store.open_read_only(path) as store:
        list(store.results())


def test_a_name_that_speaks_of_locks_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "lock.duckdb"
    path.write_bytes(b"no database at all " * 300)
    with pytest.raises(UnusableStore, match="not a DuckDB database"):
        Store.open(path)


def test_a_database_without_tables_is_told_to_hold_nothing(path: Path) -> None:
    duckdb.connect(str(path)).close()
    with pytest.raises(UnusableStore, match="holds no reports yet"):
        Store.open_read_only(path)


def test_a_store_in_use_is_refused(path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom affray.errors import UnusableStore\n"
        "from affray.store import Store\n"
        "for opened in (Store.open, Store.open_read_only):\n"
        "    try:\n        opened(Path(sys.argv[1]))\n"
        "    except UnusableStore as error:\n        print(error)\n"
    )
    with Store.open(path):
        done = subprocess.run(  # noqa: S603 our own interpreter
            [sys.executable, "-c", program, str(path)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ,
        )
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all("is in use by another process; wait until it ends" in line for line in lines)


def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableStore, match=r"the folder .* does not exist"):
        Store.open(tmp_path / "none" / "war.duckdb")
    with pytest.raises(UnusableStore, match="is a folder"):
        Store.open(tmp_path)
    with pytest.raises(UnusableStore, match=r"no store at .*`affray code PATH --into"):
        Store.open_read_only(tmp_path / "war.duckdb")
