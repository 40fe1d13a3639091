-- A store of many events, one and a half claims each, three claims a report: what bench/serve.py serves.
-- Variables: events, places, sources, days, first, types, actors. Ids are hashes, as those of a real store.

CREATE TEMP MACRO pick(number, salt, size) AS (hash(number, salt) % size)::INTEGER;
CREATE TEMP MACRO told_in(c, e) AS
    'Claim ' || c || ' of the bench tells of an attack near place ' || (e % 1500) || '.';

CREATE TEMP TABLE made AS
SELECT e, 'e-' || substr(md5(e::VARCHAR), 1, 12) AS event,
    getvariable('first') + pick(e, 0, getvariable('days')) AS day,
    getvariable('types')[1 + pick(e, 1, len(getvariable('types')))] AS type,
    pick(e, 2, getvariable('places')) AS p,
    getvariable('actors')[1 + pick(e, 3, len(getvariable('actors')))] AS a,
    getvariable('actors')[1 + pick(e, 4, len(getvariable('actors')))] AS b,
    pick(e, 5, 60) AS killed
FROM range(getvariable('events')) AS events(e);
ALTER TABLE made ADD COLUMN lat DOUBLE;
ALTER TABLE made ADD COLUMN lon DOUBLE;
UPDATE made SET lat = 33 + pick(p, 6, 40000) / 10000.0, lon = 36 + pick(p, 7, 60000) / 10000.0;

CREATE TEMP TABLE told AS
SELECT c, 'c-' || substr(md5(c::VARCHAR), 1, 12) AS claim, substr(md5((c // 3)::VARCHAR), 1, 10) AS report,
    (c % 3)::INTEGER AS position, (c * 2 // 3) AS e, pick(c, 8, getvariable('sources')) AS s
FROM range(getvariable('events') * 3 // 2) AS claims(c);
CREATE TEMP TABLE whole AS SELECT * FROM told JOIN made USING (e) ORDER BY report, position;
CREATE TEMP TABLE by_event AS SELECT * FROM whole ORDER BY event, claim;

INSERT INTO reports BY NAME
SELECT report, report AS record, report || '.txt' AS path, report AS digest, 'bench' AS version, 1 AS run,
    'Report ' || report AS title, 'Outlet ' || (min(s) % 40) AS outlet, 'en' AS language,
    string_agg(told_in(c, e), ' ' ORDER BY c) AS text, [] AS segments,
    {'clean': [0], 'source': [0], 'length': [1]} AS offsets
FROM told GROUP BY report ORDER BY report;
INSERT INTO report_published BY NAME
SELECT report, 'all' AS "of", min(day) AS earliest, min(day) + 1 AS latest, min(day) AS best,
    'bench' AS reason, [{'day': min(day), 'chance': 0.9}] AS days, false AS pinned
FROM whole GROUP BY report ORDER BY report;
INSERT INTO claims BY NAME
SELECT report, position, claim, type, 'asserted' AS stance, 'incident' AS scope, 0 AS start,
    length(told_in(c, e))::INTEGER AS "end", told_in(c, e) AS quote, 0 AS trigger_start, 5 AS trigger_end,
    'Claim' AS trigger, 0.9 AS score
FROM whole;
INSERT INTO claim_actors BY NAME
SELECT report, position, claim, n, role, 0 AS start, 5 AS "end", 'Claim' AS text, 0.9 AS filler_score,
    actor, actor AS name, 0.9 AS score, 'bench' AS reason
FROM (
    SELECT *, 0 AS n, 'a' AS role, a AS actor FROM whole UNION ALL
    SELECT *, 1 AS n, 'b' AS role, b AS actor FROM whole
) ORDER BY report, position, n;
INSERT INTO claim_places BY NAME
SELECT report, position, claim, 0 AS n, 'place' AS role, 0 AS start, 5 AS "end", 'Claim' AS text,
    0.9 AS filler_score, 'bench:' || p AS place, 'Place ' || p AS name, lat, lon, 2.0 AS radius_km,
    'point' AS precision, 'Bench' AS admin1, 'SY' AS country, 0.55 + (c % 9) / 20.0 AS score,
    'bench' AS reason
FROM whole;
INSERT INTO claim_times BY NAME
SELECT report, position, claim, day AS earliest, day AS latest, 'stated' AS basis, 'bench' AS reason FROM whole;
INSERT INTO figures BY NAME
SELECT report, position, claim, 0 AS n, 'killed' AS kind, 0 AS start, 5 AS "end", 'Claim' AS text,
    killed AS min, killed + c % 3 AS max, false AS unknown
FROM whole WHERE killed > 30;

INSERT INTO events BY NAME
SELECT event, type, 'incident' AS scope, 'asserted' AS stance,
    CASE WHEN e % 2 = 0 THEN 'single-source' WHEN e % 3 = 0 THEN 'contested' ELSE 'corroborated' END AS grade,
    'bench' AS because, day AS earliest, day AS latest, 'bench:' || p AS place, 'Place ' || p AS name,
    lat, lon, 2.0 AS radius_km, 'point' AS precision, 'Bench' AS admin1, 'SY' AS country,
    day AS first_seen, day + 2 AS last_seen
FROM made ORDER BY event;
INSERT INTO event_types SELECT event, 0, type FROM made ORDER BY event;
INSERT INTO event_claims BY NAME
SELECT event, position AS n, claim, report, false AS beside FROM by_event;
INSERT INTO event_actors
SELECT event, n, role, actor FROM (
    SELECT event, 0 AS n, 'a' AS role, a AS actor FROM made UNION ALL
    SELECT event, 1 AS n, 'b' AS role, b AS actor FROM made
) ORDER BY event, n;
INSERT INTO event_roots BY NAME
SELECT event, position AS n, 'root-' || s AS root, 'Source ' || s AS name, false AS party,
    [claim] AS claims, [report] AS reports, day AS first_seen, day + 2 AS last_seen
FROM by_event;
INSERT INTO event_figures BY NAME
SELECT event, 0 AS n, 'killed' AS kind, killed AS low, killed AS best, killed + 2 AS high,
    killed AS conservative, killed AS most_reported, killed AS most_informative
FROM made WHERE killed > 30 ORDER BY event;
INSERT INTO event_accounts BY NAME
SELECT event, position AS n, 0 AS figure, 'killed' AS kind, 'root-' || s AS root, claim, report,
    'Claim' AS text, killed AS low, killed + c % 3 AS high, false AS unknown, false AS part
FROM by_event WHERE killed > 30;
INSERT INTO event_tellings BY NAME
SELECT event, position AS n, field, 'root-' || s AS root, claim, value, 'Claim' AS text FROM (
    SELECT *, 'type' AS field, type AS value FROM by_event UNION ALL
    SELECT *, 'time', day || '..' || day FROM by_event UNION ALL
    SELECT *, 'place', 'bench:' || p FROM by_event UNION ALL
    SELECT *, 'a', a FROM by_event UNION ALL
    SELECT *, 'b', b FROM by_event
) ORDER BY event, claim, field;
INSERT INTO links
SELECT one.claim, two.claim, (hash(one.c) % 120) / 10.0 - 6.0, NULL
FROM told one JOIN told two ON two.c = one.c + 1 WHERE one.c % 3 = 0 ORDER BY one.claim;
INSERT INTO link_parts SELECT claim, other, 0, 'place', weight, 'bench' FROM links;
