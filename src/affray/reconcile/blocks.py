"""Which pairs of claims are compared at all: those of one breed that share a key.

Keys are of the report; of a place cell and a week; of a named actor and a week; of a rare word and a
week; of a number and a week. Weeks and cells overlap, so that no edge parts two neighbours.
"""

from __future__ import annotations

# Cells of half a degree (some 50 km), in two grids that lie half a cell apart.
_HALF = 0.25
# Weeks in two rows that lie half a week apart; days count from year 1.
_WEEK = 7
# A key that more claims share brings none together: of them, only those of the other keys are compared.
_CROWD = 400
# Claims of one breed in one report: more than any report of the news has, and few enough pairs.
_REPORT = 3000
# How rare a word must be to be a key, in eighths of a bit, and how many words of a claim are.
_RARE, _WORDS = 40, 6

_WEEKS = f"""
CREATE OR REPLACE TEMP TABLE weeks AS
SELECT DISTINCT unique_id, half * 100000 + (day + half * {_WEEK // 2}) // {_WEEK} AS week FROM (
    SELECT unique_id, unnest(CASE WHEN dated = 'own' AND last - first <= 31
        THEN [first, last, reported] ELSE [reported, first, last] END) AS day FROM claims
), (SELECT unnest([0, 1]) AS half) WHERE day IS NOT NULL
"""
_KEYS = {
    "report": "SELECT unique_id, hash('r', report) AS key FROM claims",
    "place": f"""
        SELECT unique_id, hash('p', week, grid,
            floor((lat + grid[1]) / {2 * _HALF}), floor((lon + grid[2]) / {2 * _HALF}))
        FROM claims JOIN weeks USING (unique_id),
            (SELECT unnest([[0, 0], [0, {_HALF}], [{_HALF}, 0], [{_HALF}, {_HALF}]]) AS grid)
        WHERE lat IS NOT NULL
        UNION SELECT unique_id, hash('i', week, unnest(places)) FROM claims JOIN weeks USING (unique_id)
    """,
    "area": """
        SELECT unique_id, hash('d', week, admin) FROM claims JOIN weeks USING (unique_id)
        WHERE admin IS NOT NULL
    """,
    "actor": """
        SELECT unique_id, hash('a', week, unnest(list_distinct(list_concat(a_own, b_own))))
        FROM claims JOIN weeks USING (unique_id)
    """,
    "word": f"""
        SELECT unique_id, hash('w', week, unnest(rare)) FROM (
            SELECT unique_id, list_sort(list_filter(list_distinct(list_concat(where_told, who, whom, around)),
                lambda word: word % 256 >= {_RARE}), 'DESC')[1:{_WORDS}] AS rare FROM claims
        ) JOIN weeks USING (unique_id)
    """,
    "figure": "SELECT unique_id, hash('f', week, unnest(figures)) FROM claims JOIN weeks USING (unique_id)",
}
BLOCKS = tuple(_KEYS)


def prepare() -> str:
    """The SQL that makes the weeks of all claims; `claims` is the table of rows."""
    return _WEEKS


def pairs(blocks: tuple[str, ...] = BLOCKS) -> str:
    """The SQL of the pairs to compare, each once, lower number first, with no crowd's."""
    keys = " UNION ALL ".join(
        f"SELECT '{name}' AS block, * FROM ({_KEYS[name]}) AS t(unique_id, key)" for name in blocks
    )
    return f"""
        WITH keys AS (SELECT DISTINCT block, unique_id, area OR namesake AS wide, hash(key, breed) AS key
            FROM ({keys}) JOIN claims USING (unique_id)),
        kept AS (SELECT key FROM keys GROUP BY key
            HAVING count(*) > 1
            AND count(*) <= CASE any_value(block) WHEN 'report' THEN {_REPORT} ELSE {_CROWD} END)
        SELECT DISTINCT one.unique_id AS join_key_l, other.unique_id AS join_key_r, '0' AS match_key
        FROM keys AS one JOIN kept USING (key) JOIN keys AS other USING (key)
        WHERE one.unique_id < other.unique_id AND (one.block <> 'area' OR one.wide OR other.wide)
    """
