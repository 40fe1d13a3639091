/** Spells of control and relations, as the server tells them over all days. */

import type { Lane } from "./charts";
import { runWords, toDay } from "./words";

export interface DayRun { earliest: string | null; latest: string | null }
export interface Spell {
  spell: string; place: string; state: string; holders: string[]; words: string | null; degree: string; since: DayRun; by: string;
  until: DayRun | null; until_by: string | null; taken_from: string[]; implied: boolean; claims: string[]; roots: string[];
  last_told: string; disagrees: string[];
}
export interface Called { name: string; spell: Spell }
export interface Telling { claim: string; report: string; root: string; root_name: string; days: DayRun | null; known: string | null; past: boolean; reason: string | null }
export interface Edge {
  edge: string; a: string; b: string; kind: string; sign: number; mode: string; directed: boolean; earliest: string | null; latest: string | null;
  tellings: Telling[]; fact: string | null;
}

/** A spell as a bar: from its surest beginning to what ended it, else to the last day it is told of. */
export function spellBar({ spell }: Called, names: Readonly<Record<string, string>>): Lane["bars"][number] {
  const from = spell.since.earliest ?? spell.since.latest ?? spell.by;
  const end = spell.until?.latest ?? spell.until_by;
  const who = spell.holders.map((id) => names[id] ?? id).join(", ") || spell.words || "unknown";
  const open = end === null ? `, last told ${spell.last_told}` : "";
  return {
    from: toDay(from),
    to: end === null ? Math.max(toDay(from), toDay(spell.last_told)) : toDay(end),
    kind: `${spell.state}${spell.disagrees.length ? " disputed" : ""}`,
    words: `${who}, ${spell.state}: ${runWords(toDay(from), end === null ? null : toDay(end))}${open}; by ${spell.roots.join(", ")}`,
  };
}
