/** The words of the codebook as people read them: types, days, numbers between bounds. */

import type { Bounds } from "./api";

export type Family = "fighting" | "harm" | "territory" | "forces" | "relations" | "captives" | "words" | "civil";

const FAMILIES: Record<Family, string[]> = {
  fighting: ["clash", "attack", "shelling", "air_strike", "bombing", "suicide_bombing", "chemical_attack"],
  harm: ["killing", "execution", "abduction", "detention", "torture", "looting", "destruction", "displacement", "toll"],
  territory: ["capture", "withdrawal", "control", "siege"],
  forces: ["mobilization", "interception", "formation", "defection", "surrender"],
  relations: ["alliance", "support", "affiliation", "declaration_of_war"],
  captives: ["release", "prisoner_exchange"],
  words: ["threat", "demand", "accusation", "proposal", "rejection", "agreement", "talks", "claim_of_responsibility"],
  civil: ["protest", "aid"],
};
const FAMILY = new Map<string, Family>(
  (Object.entries(FAMILIES) as [Family, string[]][]).flatMap(([family, types]) => types.map((type) => [type, family] as const)),
);
export const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];

export function family(type: string): Family {
  return FAMILY.get(type) ?? "words";
}

/** Violence has the accent; all else is ink. */
export function violent(family: Family): boolean {
  return family === "fighting" || family === "harm";
}

export function typesOf(name: Family): readonly string[] {
  return FAMILIES[name];
}

export function plain(name: string): string {
  return name.replaceAll("_", " ").replaceAll("-", " ");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const DAY_MS = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function toDay(iso: string): number {
  return Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

export function iso(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

interface Parts { year: number; month: number; day: number }

export function parts(day: number): Parts {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

export function monthName(month: number): string {
  return MONTHS[month] ?? "";
}

export function dayWords(day: number): string {
  const { year, month, day: of } = parts(day);
  return `${of} ${monthName(month)} ${year}`;
}

export function isoWords(text: string | null): string {
  return text === null ? "open" : dayWords(toDay(text));
}

/** A run of days in few words: "14 Oct 2015", "3–9 Jan 2014", "by 2 Feb 2014". */
export function runWords(earliest: number | null, latest: number | null): string {
  if (earliest === null && latest === null) return "not dated";
  if (earliest === null) return `by ${dayWords(latest ?? 0)}`;
  if (latest === null) return `since ${dayWords(earliest)}`;
  if (earliest === latest) return dayWords(earliest);
  const one = parts(earliest);
  const two = parts(latest);
  if (one.year !== two.year) return `${dayWords(earliest)} – ${dayWords(latest)}`;
  if (one.month !== two.month) return `${one.day} ${monthName(one.month)} – ${dayWords(latest)}`;
  return `${one.day}–${two.day} ${monthName(two.month)} ${two.year}`;
}

export function isoRun(earliest: string | null, latest: string | null): string {
  return runWords(earliest === null ? null : toDay(earliest), latest === null ? null : toDay(latest));
}

const COUNT = new Intl.NumberFormat("en");

export function count(value: number): string {
  return COUNT.format(value);
}

export function many(value: number, one: string, several = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : several}`;
}

/** A number between bounds: "12", "12–40", "at least 12", "up to 30". */
export function bounds({ low, high }: Pick<Bounds, "low" | "high">): string {
  if (low === null && high === null) return "unknown";
  if (low === null) return `up to ${count(high ?? 0)}`;
  if (high === null) return `at least ${count(low)}`;
  return low === high ? count(low) : `${count(low)}–${count(high)}`;
}

export const GRADES = ["single-source", "corroborated", "contested"] as const;
export const GRADE_WORDS: Record<string, string> = {
  "single-source": "one source",
  corroborated: "corroborated",
  contested: "contested",
};

export const ROLE_WORDS: Record<string, string> = {
  a: "who", b: "whom", place: "where", time: "when", instrument: "with what", source: "says who",
};
