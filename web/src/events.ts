/** All events in typed arrays: 50,000 are filtered between two frames. */

import { ask, type Columns } from "./api";
import type { Filters } from "./state";
import { family, violent } from "./words";

export interface Killed { low: number | null; best: number | null; high: number | null }

/** How an event stood from a day on. */
interface Stood extends Killed { known: number; grade: string }

const NEVER = -(2 ** 28);
const EVER = 2 ** 28;

export class Events {
  readonly count: number;
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
  readonly seen: Int32Array;
  /** Web Mercator, 0 to 1 from west to east and north to south; NaN where there is no point. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether an event is of violence. */
  readonly hot: Uint8Array;
  readonly first: number | null;
  readonly last: number | null;
  /** The first and last day on which anything became known. */
  readonly told: [number, number] | null;
  readonly index: Map<string, number>;
  /** The order of a list: by days, those that may be of many days after, undated ones last. */
  private readonly order: Int32Array;
  private readonly stood: ReadonlyMap<number, Stood[]>;
  private doubted: { known: number | null; flags: Uint8Array } | null = null;
  private readonly actorIds: Map<string, number>;
  private readonly sourceIds: Map<string, number>;

  constructor(readonly columns: Columns) {
    const { event, earliest, latest, seen, place, places } = columns;
    this.count = event.length;
    this.earliest = Int32Array.from(earliest, (day) => day ?? NEVER);
    this.latest = Int32Array.from(latest, (day) => day ?? EVER);
    this.seen = Int32Array.from(seen, (day) => day ?? EVER);
    const xs = places.map(({ lon }) => (lon === null ? NaN : (lon + 180) / 360));
    const ys = places.map(({ lat }) => (lat === null ? NaN : northing(lat)));
    this.x = Float64Array.from(place, (at) => (at === null ? NaN : (xs[at] ?? NaN)));
    this.y = Float64Array.from(place, (at) => (at === null ? NaN : (ys[at] ?? NaN)));
    this.index = new Map(event.map((id, at) => [id, at]));
    this.actorIds = new Map(columns.actors.map(({ id }, at) => [id, at]));
    this.sourceIds = new Map(columns.sources.map(({ id }, at) => [id, at]));
    this.hot = Uint8Array.from(columns.type, (type) => Number(violent(family(type))));
    const stood = new Map<number, Stood[]>();
    for (const [which, day, grade, low, best, high] of columns.stood) {
      const listed = stood.get(which) ?? [];
      listed.push({ known: day, grade, low, best, high });
      stood.set(which, listed);
    }
    this.stood = stood;
    [this.first, this.last] = this.extent();
    this.told = this.tellings();
    const standing = Float64Array.from({ length: this.count }, (_, at) => this.standing(at));
    this.order = Int32Array.from({ length: this.count }, (_, at) => at).sort((one, two) => (standing[one] ?? 0) - (standing[two] ?? 0) || one - two);
  }

  /** In the order of a list: one walk over the order made at the start, so that sliders need no sorting. */
  sorted(shown: Iterable<number>, latestFirst: boolean): Int32Array {
    const chosen = new Uint8Array(this.count);
    let length = 0;
    for (const at of shown) {
      chosen[at] = 1;
      length++;
    }
    const found = new Int32Array(length);
    let next = 0;
    for (const at of this.order) if (chosen[at]) found[next++] = at;
    if (!latestFirst) return found;
    // Those that stand on no day stay last, whichever way the days run.
    let end = length;
    while (end > 0 && this.wide(found[end - 1] ?? 0)) end--;
    found.subarray(0, end).reverse();
    return found;
  }

  private standing(at: number): number {
    if (!this.dated(at)) return 2 * EVER;
    return (this.wide(at) ? EVER : 0) + (this.earliest[at] === NEVER ? (this.latest[at] ?? 0) : (this.earliest[at] ?? 0)) + (this.latest[at] ?? 0) / 2 ** 30;
  }

  /** Whether it may be of any of more days than a month has. */
  private wide(at: number): boolean {
    return (this.latest[at] ?? EVER) - (this.earliest[at] ?? NEVER) > 31;
  }

  dated(at: number): boolean {
    return this.earliest[at] !== NEVER || this.latest[at] !== EVER;
  }

  /** The grade of an event, as far as was known by a day. */
  grade(at: number, known: number | null): string {
    return this.byThen(at, known)?.grade ?? this.columns.grade[at] ?? "single-source";
  }

  /** The killed of an event, as far as was known by a day. */
  killed(at: number, known: number | null): Killed {
    const { low, best, high } = this.columns;
    return this.byThen(at, known) ?? { low: low[at] ?? null, best: best[at] ?? null, high: high[at] ?? null };
  }

  /** Which events are contested, as far as was known by a day: kept, since a map asks at every frame. */
  contested(known: number | null): Uint8Array {
    if (this.doubted?.known !== known) this.doubted = { known, flags: Uint8Array.from({ length: this.count }, (_, at) => Number(this.grade(at, known) === "contested")) };
    return this.doubted.flags;
  }

  private byThen(at: number, known: number | null): Stood | undefined {
    return known === null ? undefined : this.stood.get(at)?.filter((each) => each.known <= known).at(-1);
  }

  /** The events that a filter lets through, in the order of their days. */
  matching(filters: Filters, told: ReadonlySet<string> | null): Int32Array {
    const { columns } = this;
    const types = set(filters.types);
    const grades = set(filters.grades);
    const actors = numbers(filters.actors, this.actorIds);
    const sources = numbers(filters.sources, this.sourceIds);
    const from = filters.from ?? NEVER;
    const to = filters.to ?? EVER;
    const known = filters.known ?? EVER;
    const daysMatter = filters.from !== null || filters.to !== null;
    const found = new Int32Array(this.count);
    let length = 0;
    for (let at = 0; at < this.count; at++) {
      if ((this.latest[at] ?? 0) < from || (this.earliest[at] ?? 0) > to) continue;
      if (daysMatter && !this.dated(at)) continue;
      if ((this.seen[at] ?? 0) > known || (filters.known !== null && this.seen[at] === EVER)) continue;
      if (types && !types.has(columns.type[at] ?? "")) continue;
      if (grades && !grades.has(this.grade(at, filters.known))) continue;
      if (actors && !meets(columns.a[at], actors) && !meets(columns.b[at], actors)) continue;
      if (sources && !meets(columns.roots[at], sources)) continue;
      if (filters.place !== null && columns.places[columns.place[at] ?? -1]?.place !== filters.place) continue;
      if (told && !told.has(columns.event[at] ?? "")) continue;
      found[length++] = at;
    }
    return found.subarray(0, length);
  }

  private extent(): [number | null, number | null] {
    let first = EVER;
    let last = NEVER;
    for (let at = 0; at < this.count; at++) {
      const one = this.earliest[at] ?? NEVER;
      const two = this.latest[at] ?? EVER;
      if (one === NEVER || two === EVER || two - one > 31) continue;
      if (one < first) first = one;
      if (two > last) last = two;
    }
    return first > last ? [null, null] : [first, last];
  }

  private tellings(): [number, number] | null {
    let first = EVER;
    let last = NEVER;
    for (const listed of this.columns.roots_seen) {
      for (const day of listed) {
        if (day === null) continue;
        if (day < first) first = day;
        if (day > last) last = day;
      }
    }
    return first > last ? null : [first, last];
  }
}

export function northing(lat: number): number {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function latitude(y: number): number {
  return (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;
}

let loading: Promise<Events> | null = null;

/** The events, asked for once; `again` after a review has changed them. */
export function load(again = false): Promise<Events> {
  if (loading === null || again) {
    loading = ask<Columns>("/api/map").then((columns) => new Events(columns));
    loading.catch(() => { loading = null; });
  }
  return loading;
}

export function forget(): void {
  loading = null;
}

function set(values: readonly string[]): ReadonlySet<string> | null {
  return values.length ? new Set(values) : null;
}

function numbers(values: readonly string[], known: Map<string, number>): ReadonlySet<number> | null {
  return values.length ? new Set(values.map((value) => known.get(value) ?? -1)) : null;
}

function meets(values: readonly number[] | undefined, wanted: ReadonlySet<number>): boolean {
  return values?.some((value) => wanted.has(value)) ?? false;
}
