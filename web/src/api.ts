/** What the server answers, typed, and how it is asked. */

export interface Bounds { low: number | null; best: number | null; high: number | null }
export interface Named { id: string; name: string }
export interface MapPlace {
  place: string | null; name: string; lat: number | null; lon: number | null; radius_km: number | null;
  precision: string | null; admin1: string | null; country: string | null;
}
export interface Columns {
  event: string[]; type: string[]; grade: string[]; stance: string[]; aggregate: boolean[];
  earliest: (number | null)[]; latest: (number | null)[]; seen: (number | null)[]; place: (number | null)[];
  low: (number | null)[]; best: (number | null)[]; high: (number | null)[]; reports: number[];
  verdict: (string | null)[]; a: number[][]; b: number[][]; roots: number[][]; roots_seen: (number | null)[][];
  /** Event, day, grade and killed (low, best, high) where an event stood otherwise while not all was known. */
  stood: [at: number, known: number, grade: string, low: number | null, best: number | null, high: number | null][];
  places: MapPlace[]; actors: Named[]; sources: Named[];
}
export interface Health {
  version: string; store: string; state: string; reports: number; claims: number; events: number; skips: number;
  judgements: number; review: boolean; reviewers: string[]; refreshed: boolean; refreshing: boolean; trouble: string | null;
  earliest: string | null; latest: string | null; known: string | null;
}
export interface Town { name: string; lat: number; lon: number; population: number }
export interface EventRow {
  event: string; type: string; scope: string; stance: string; grade: string; earliest: string | null;
  latest: string | null; first_seen: string | null; last_seen: string | null; place: string | null;
  name: string | null; lat: number | null; lon: number | null; admin1: string | null; country: string | null;
  verdict: string | null; a: string[]; b: string[]; roots: string[]; claims: number; reports: number;
  killed: Bounds | null;
}
export interface EventPage { total: number; page: number; size: number; events: EventRow[]; names: Record<string, string> }
export interface Span { start: number; end: number; text: string }
export interface Figure extends Span {
  kind: string; min: number | null; max: number | null; of: string | null; unknown: boolean; part_of: number | null;
}
export interface Filler extends Span { role: string; score: number; antecedent: string | null }
export interface Claim {
  claim: string; report: string; type: string; stance: string; scope: string; evidence: Span; trigger: Span;
  score: number; fillers: Filler[]; figures: Figure[]; hedges: (Span & { kind: string })[];
}
export interface ActorMention { filler: Filler; actor: string | null; name: string | null; score: number; reason: string; label: string | null }
export interface PlaceMention {
  filler: Filler; place: string | null; name: string | null; lat: number | null; lon: number | null;
  radius_km: number | null; precision: string | null; admin1: string | null; country: string | null; score: number; reason: string;
}
export interface TimeReading {
  text: string | null; start: number | null; end: number | null; earliest: string | null; latest: string | null;
  basis: string | null; reason: string;
}
export interface SourceMention { filler: Filler; name: string | null }
export interface Grounded { claim: Claim; actors: ActorMention[]; places: PlaceMention[]; time: TimeReading; sources: SourceMention[] }
export interface Witness { basis: string; text: string; earliest: string | null; latest: string | null; weight: number | null }
export interface Published {
  earliest: string | null; latest: string | null; best: string | null; witnesses: Witness[]; reason: string;
  days: { day: string; chance: number }[]; pinned: boolean;
}
export interface Report {
  report: string; path: string; text: string; title: string | null; outlet: string | null; origin: string | null;
  dateline: string | null; language: string | null; url: string | null; line: number | null;
  segments: { kind: string; start: number; end: number; undated: boolean }[];
  dates: Witness[]; published: Published | null; offsets: { clean: number[]; source: number[]; length: number[] };
}
export interface ReportRow {
  report: string; title: string | null; outlet: string | null; origin: string | null; dateline: string | null;
  dropped: string | null; earliest: string | null; latest: string | null; best: string | null; pinned: boolean;
  claims: number; lead: string;
}
export interface ReportPage { total: number; page: number; size: number; reports: ReportRow[] }
export interface ReportDetail {
  report: Report; dropped: string | null; claims: Grounded[]; events: Record<string, string>; copies: string[];
  because: string | null; names: Record<string, string>;
}
export interface Original { report: string; path: string; format: string | null; content: string | null; reason: string | null }
export interface EventPlace { place: string | null; name: string; lat: number | null; lon: number | null; radius_km: number | null; precision: string | null; admin1: string | null; country: string | null }
export interface Root {
  root: string; name: string; actor: string | null; party: boolean; claims: string[]; reports: string[];
  first_seen: string | null; last_seen: string | null;
}
export interface Telling { field: string; root: string; claim: string; value: string | null; text: string | null }
export interface Account { root: string; claim: string; report: string; text: string; low: number | null; high: number | null; unknown: boolean; of: string | null; part: boolean }
/** How an event stood from a day on, by what was published by then. */
export interface Stood { known: string; grade: string; because: string; low: number | null; best: number | null; high: number | null }
export interface FigureRange { kind: string; side: string | null; low: number | null; best: number | null; high: number | null; rules: [string, number | null][]; by: Account[] }
export interface Agreement { field: string; value: string; share: number; values: number }
export interface Event {
  event: string; type: string; types: string[]; scope: string; stance: string; claims: string[]; beside: string[];
  earliest: string | null; latest: string | null; place: EventPlace | null; places: EventPlace[]; a: string[]; b: string[];
  grade: string; roots: Root[]; figures: FigureRange[]; tellings: Telling[]; agreement: Agreement[];
  first_seen: string | null; last_seen: string | null; because: string; contains: string[]; within: string[]; verdict: string | null; stood: Stood[];
}
export interface Link { claim: string; other: string; weight: number; parts: { name: string; weight: number; words: string }[]; barred: string | null }
export interface Change { refresh: number; kind: string; event: string; because: string; others: string[]; reports: string[]; at: string | null }
export interface Anchor { claim: string; report: string; type: string; quote: string }
export interface Judgement {
  judgement: string; verb: string; subjects: Anchor[]; others: Anchor[]; field: string | null; value: string | null;
  by: string; at: string; because: string; revoked: string | null; revoked_by: string | null;
}
export interface EventDetail {
  event: Event; claims: Grounded[]; reports: ReportRow[]; links: Link[]; changes: Change[]; judgements: Judgement[];
  names: Record<string, string>;
}
export interface ActorRow { actor: string; name: string; kind: string; mentions: number; reports: number; events: number; labels: string[] }
export interface ActorPage { total: number; page: number; size: number; actors: ActorRow[] }
export interface Days { earliest: string | null; latest: string | null }
export interface Stated { relation: string; actor: string; days: Days; source: string; certainty: string }
export interface ActorDetail {
  actor: { actor: string; kind: string; name: string; names: { name: string; kind: string; earliest: string | null; latest: string | null }[]; countries: string[] };
  known: boolean; lifetimes: Days[]; relations: Stated[]; towards: [string, Stated][];
  sides: { theatre: string; side: string; days: Days; source: string; certainty: string }[];
  source: string; certainty: string;
  worded: { text: string; label: string | null; mentions: number; earliest: string | null; latest: string | null }[];
  total: number; events: EventRow[]; names: Record<string, string>;
}
export interface Lookup { place: string; name: string; kind: string; lat: number; lon: number; population: number; within: string | null; admin1: string | null; country: string | null; chosen: boolean }

export class Failed extends Error {
  constructor(message: string, readonly field: string | null, readonly status: number) {
    super(message);
  }
}

/** Ask for JSON; `query` leaves out what is empty. */
export async function ask<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return answered<T>(await reach(path + search(query), signal ? { signal } : {}));
}

/** Send a judgement or its like; only this page, which was given the token, may. */
export async function send<T>(path: string, body: unknown): Promise<T> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="affray-token"]')?.content ?? "";
  return answered<T>(
    await reach(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-affray-token": token },
      body: JSON.stringify(body),
    }),
  );
}

export type Query = Record<string, string | number | readonly string[] | null | undefined>;

export function search(query: Query): string {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const each of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) found.append(name, each);
  }
  const text = found.toString();
  return text ? `?${text}` : "";
}

async function reach(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failed("The server does not answer. Is `affray serve` still running?", null, 0);
  }
}

async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  let told: { error?: { field?: string | null; message?: string } } = {};
  try {
    told = (await response.json()) as typeof told;
  } catch {
    /* no JSON: the status alone tells */
  }
  throw new Failed(told.error?.message ?? `The server answered ${response.status}.`, told.error?.field ?? null, response.status);
}
