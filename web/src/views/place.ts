/** One place: who held it over time, and what happened there. */

import { ask, type EventRow } from "../api";
import { lanes, type Lane } from "../charts";
import { fill, h, icon, ICONS, type Child } from "../dom";
import { eventItem } from "../rows";
import { lastMap, type View } from "../router";
import { nothing, trouble, wait } from "../signs";
import { spellBar, type Called } from "../spells";
import { capital, many, plain } from "../words";

interface Detail {
  place: { place: string; name: string; lat: number | null; lon: number | null; radius_km: number | null; precision: string | null; admin1: string | null; country: string | null; mentions: number };
  events: EventRow[];
  names: Record<string, string>;
}
interface History { spells: Called[]; names: Record<string, string> }

export function placeView(id: string): View {
  const stage = h("article", { class: "page" }, wait("Loading the place …"));
  const path = `/api/places/${encodeURIComponent(id)}`;
  const start = (): void => {
    Promise.all([ask<Detail>(path), ask<History>(`${path}/control`)]).then(
      ([detail, history]) => {
        fill(stage, ...screen(detail, history));
        document.title = `${detail.place.name} · affray`;
        document.documentElement.dataset["ready"] = "place";
      },
      (error: unknown) => { fill(stage, trouble(error, start)); },
    );
  };
  start();
  return { element: stage, title: "Place" };
}

function screen({ place, events, names }: Detail, history: History): Child[] {
  const point = place.lat === null || place.lon === null ? "no point" : `${place.lat.toFixed(4)}, ${place.lon.toFixed(4)} ± ${place.radius_km ?? "?"} km`;
  return [
    h("nav", { class: "crumbs", "aria-label": "Where this is" }, h("a", { href: lastMap() }, icon(ICONS.back), "Map"), h("a", { href: `/?place=${encodeURIComponent(place.place)}` }, "Its events on the map")),
    h("header", { class: "title" }, h("p", { class: "over" }, [place.admin1, place.country].filter(Boolean).join(", ")), h("h1", {}, place.name), h("p", { class: "meta" }, h("code", {}, place.place), h("span", {}, point), h("span", {}, many(place.mentions, "mention")))),
    held(history),
    h("section", {}, h("h2", {}, "Events", h("small", {}, many(events.length, "event"))), events.length ? h("ol", { class: "plain-rows" }, events.slice(0, 300).map((event) => eventItem(event, names))) : nothing("No event has it as its place.", "Claims name it beside other places.")),
  ];
}

/** A lane a holder, so that two who are told to hold it at once stand one above the other. */
function held({ spells, names }: History): Child {
  if (spells.length === 0) return h("section", {}, h("h2", {}, "Control"), h("p", {}, "No claim tells who held it."));
  const lines = new Map<string, Called[]>();
  for (const called of spells) {
    const key = `${called.name}\u0000${called.spell.holders.join("+") || called.spell.words || called.spell.state}`;
    lines.set(key, [...(lines.get(key) ?? []), called]);
  }
  const rows: Lane[] = [...lines.values()].map((own) => {
    const [first] = own;
    const who = first?.spell.holders.map((id) => names[id] ?? id).join(" and ") ?? "";
    return { label: who || first?.spell.words || "nobody told", sub: first ? `${first.name}, ${plain(first.spell.state)}` : null, bars: own.map((called) => spellBar(called, names)) };
  });
  return h("section", {}, h("h2", {}, "Control", h("small", {}, capital("to the last day that a claim tells of; hatched: contested"))), lanes(rows, "Control over time"));
}
