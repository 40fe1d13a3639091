/** Who holds what and who stands how to whom, as of a day and as known by a day. */

import { ask, type Named } from "./api";
import { iso, toDay } from "./words";

export interface Held {
  spell: string; place: string; name: string; lat: number; lon: number; state: string; degree: string;
  holders: Named[]; words: string | null; since_earliest: string | null; since_latest: string | null;
  until_earliest: string | null; until_latest: string | null;
  last_told: string; implied: boolean; claims: string[]; roots: string[]; disagrees: boolean;
}

export interface Control {
  lon: number; lat: number; contested: boolean; holders: Named[]; name: string; age: number; spells: Held[];
}

const kept = new Map<string, Promise<Control[]>>();

/** Control on a day, a place once; a place of several spells, or one contested, is contested. */
export function control(on: number, known: number | null): Promise<Control[]> {
  const key = `${on}|${known ?? ""}`;
  let found = kept.get(key);
  if (found === undefined) {
    found = ask<Held[]>("/api/control", { on: iso(on), known: known === null ? null : iso(known) }).then((held) => gathered(held, on));
    found.catch(() => kept.delete(key));
    if (kept.size > 400) kept.clear();
    kept.set(key, found);
  }
  return found;
}

export function forgetControl(): void {
  kept.clear();
}

function gathered(held: readonly Held[], on: number): Control[] {
  const places = new Map<string, Control>();
  for (const spell of held) {
    if (spell.state === "unknown") continue;
    const before = places.get(spell.place);
    const age = Math.max(0, on - toDay(spell.last_told));
    const contested = spell.state === "contested" || spell.disagrees;
    if (before === undefined) {
      places.set(spell.place, { lon: spell.lon, lat: spell.lat, contested, holders: spell.holders, name: spell.name, age, spells: [spell] });
    } else {
      before.holders = [...before.holders, ...spell.holders.filter(({ id }) => !before.holders.some((one) => one.id === id))];
      before.contested = true;
      before.age = Math.min(before.age, age);
      before.spells.push(spell);
    }
  }
  return [...places.values()];
}
