"""Full-text search: the words of each report by their stems, ranked by BM25, in the store itself.

The database's own full-text extension is fetched over the network when it is first used, and is remade as a
whole whenever a text changes; a store must work offline and grow report by report. So the index is
tables that a refresh fills up for the reports that are not in it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa
import snowballstemmer

from affray.store.characters import keep, restore
from affray.text import fold

_WORD = re.compile(r"[^\W_]+")
# Words of a query that count, and reports indexed at a time.
_MOST, _BATCH = 8, 500
# A last word this long or longer stands for all that begin with it: it may still be being typed.
_BEGUN = 3
_LONGEST = 60
# Forms of one word that are looked for in a sentence.
_SPELLED = 400
_STEMMER = snowballstemmer.stemmer("english")
# The usual weights of BM25: how soon more of a word adds little, and how much long texts are marked down.
_K, _B = 1.2, 0.75

_MISSING = """
SELECT report, coalesce(title, '') || ' ' || text FROM reports
WHERE report NOT IN (SELECT report FROM report_words)
"""
_NEW_TERMS = "INSERT INTO terms BY NAME SELECT * FROM incoming WHERE id NOT IN (SELECT id FROM terms)"
# `{which}` tells which words of the query a term is one of.
_FORMS = """
SELECT n, list(id) AS ids, list(term ORDER BY term) AS terms
FROM (SELECT id, term, unnest([{which}]) AS n FROM terms WHERE {any}) WHERE n IS NOT NULL
GROUP BY n ORDER BY n
"""
_HOLDING = """
WITH wanted AS (SELECT unnest($n) AS n, unnest($ids) AS id),
found AS (
    SELECT w.n, t.report, sum(t.count) AS times FROM report_terms t JOIN wanted w ON t.term = w.id
    GROUP BY w.n, t.report
), spread AS (SELECT n, count(*) AS reports FROM found GROUP BY n),
whole AS (SELECT count(*) AS reports, avg(words) AS words FROM report_words)
SELECT f.report, sum(
    ln(1 + (whole.reports - s.reports + 0.5) / (s.reports + 0.5))
    * f.times * ($k + 1) / (f.times + $k * (1 - $b + $b * r.words / whole.words))
) AS score
FROM found f JOIN spread s USING (n) JOIN report_words r USING (report) CROSS JOIN whole
GROUP BY f.report HAVING count(*) = $asked ORDER BY score DESC, f.report
"""
# The reports first: an expression is tried on each sentence that it is given.
_SENTENCES = """
c.claim IN (
    WITH near AS MATERIALIZED (
        SELECT c.claim, lower(strip_accents({text})) AS words
        FROM claims c JOIN reports r ON r.report = c.report
        WHERE c.report IN (SELECT unnest(?::VARCHAR[]))
    ) SELECT claim FROM near WHERE {every}
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One word of a query: its stem, and what words may begin with where it may not be whole."""

    stem: str
    start: str


def asked(words: str) -> list[Asked]:
    """The words of a query; the last may be the beginning of one."""
    found = [term for word in _WORD.findall(words)[-_MOST:] if (term := _folded(word))]
    # Two forms of one word ask for the same.
    by_stem = {_stem(term): "" for term in found}
    if found and len(found[-1]) >= _BEGUN:
        by_stem[_stem(found[-1])] = found[-1]
    return [Asked(stem=stem, start=start) for stem, start in by_stem.items()]


def index(connection: duckdb.DuckDBPyConnection) -> int:
    """Take the texts up that are not in the index; how many they were."""
    reading = connection.cursor()
    reading.execute(_MISSING)
    done = 0
    while batch := reading.fetchmany(_BATCH):
        counted = {report: _counted(restore(text)) for report, text in batch}
        terms = {term: _number(term) for found in counted.values() for term in found}
        _insert(
            connection,
            _NEW_TERMS,
            [{"id": id_, "term": keep(term), "stem": keep(_stem(term))} for term, id_ in terms.items()],
        )
        _insert(
            connection,
            "INSERT INTO report_terms BY NAME SELECT * FROM incoming",
            [
                {"report": report, "term": terms[term], "count": count}
                for report, found in counted.items()
                for term, count in found.items()
            ],
        )
        _insert(
            connection,
            "INSERT INTO report_words BY NAME SELECT * FROM incoming",
            [{"report": report, "words": found.total()} for report, found in counted.items()],
        )
        done += len(batch)
    reading.close()
    return done


def _insert(connection: duckdb.DuckDBPyConnection, sql: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.register("incoming", pa.Table.from_pylist(rows))
        connection.execute(sql)
        connection.unregister("incoming")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The terms of a store that a word of a query stands for: their numbers, and as written."""

    ids: tuple[int, ...]
    terms: tuple[str, ...]


def reports(connection: duckdb.DuckDBPyConnection, words: str) -> dict[str, float]:
    """The reports whose text or title holds all words in some form, with BM25's score, best first."""
    return _holding(connection, _forms(connection, words))


def condition(connection: duckdb.DuckDBPyConnection, words: str, *, titles: bool) -> tuple[str, list[Any]]:
    """A condition on a claim `c` that holds where its sentence has all words, with its parameters.

    Args:
        connection: The store's.
        words: The query.
        titles: Whether words of its report's title count too.
    """
    if not asked(words):
        return "true", []
    forms = _forms(connection, words)
    near = [keep(report) for report in _holding(connection, forms)]
    if not near:
        return "false", []
    text = "c.quote || ' ' || coalesce(r.title, '')" if titles else "c.quote"
    # Letters and digits alone: nothing in a term is a sign of the expression's own.
    terms = [
        keep(rf"(^|[^\pL\pN])({'|'.join(each.terms[:_SPELLED])})([^\pL\pN]|$)") for each in forms if each
    ]
    every = " AND ".join("regexp_matches(words, ?)" for _ in terms)
    return _SENTENCES.format(text=text, every=every), [near, *terms]


def _forms(connection: duckdb.DuckDBPyConnection, words: str) -> list[Forms | None]:
    """The forms of each word of a query, None for one that the store has not."""
    wanted = asked(words)
    if not wanted:
        return []
    fits = [
        f"stem = $stem{n}" + (f" OR starts_with(term, $start{n})" if each.start else "")
        for n, each in enumerate(wanted)
    ]
    sql = _FORMS.format(
        which=", ".join(f"CASE WHEN {fit} THEN {n} END" for n, fit in enumerate(fits)), any=" OR ".join(fits)
    )
    given = {f"stem{n}": keep(each.stem) for n, each in enumerate(wanted)}
    given |= {f"start{n}": keep(each.start) for n, each in enumerate(wanted) if each.start}
    found = {
        n: Forms(ids=tuple(ids), terms=tuple(map(restore, terms)))
        for n, ids, terms in connection.execute(sql, given).fetchall()
    }
    return [found.get(n) for n in range(len(wanted))]


def _holding(connection: duckdb.DuckDBPyConnection, forms: Sequence[Forms | None]) -> dict[str, float]:
    if not forms or None in forms:
        return {}
    pairs = [(n, number) for n, each in enumerate(forms) if each for number in each.ids]
    given = {
        "n": [n for n, _ in pairs],
        "ids": [number for _, number in pairs],
        "asked": len(forms),
        "k": _K,
        "b": _B,
    }
    return {restore(report): score for report, score in connection.execute(_HOLDING, given).fetchall()}


def _counted(text: str) -> Counter[str]:
    return Counter(term for word in _WORD.findall(text) if (term := _folded(word)))


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    """A word as it is looked for; what is too long to be a word is cut."""
    return fold(word)[:_LONGEST]


def _number(term: str) -> int:
    """A term's number, the same in every store."""
    return int.from_bytes(hashlib.blake2b(term.encode(errors="surrogatepass"), digest_size=8).digest()) >> 1


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    stem: str = _STEMMER.stemWord(word)
    return stem
