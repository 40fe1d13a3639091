/** One actor: its names over time, how it stood to others, what it held, its events. */

import { ask, type ActorDetail } from "../api";
import { lanes, network, type Bar, type Lane, type Tie } from "../charts";
import { fill, h, icon, ICONS, type Child } from "../dom";
import { eventItem } from "../rows";
import type { View } from "../router";
import { actorLink, listed, nothing, trouble, wait } from "../signs";
import { spellBar, type Called, type Edge } from "../spells";
import { capital, count, dayWords, isoRun, many, plain, toDay } from "../words";

interface State { spells: Called[]; edges: Edge[]; names: Record<string, string> }

/** Events on the page; all of them are a click away, on the map. */
const SHOWN = 30;
const NAMES = 8;
const SIGNS: Record<number, string> = { [-1]: "against", 0: "neither", 1: "with" };

export function actorView(id: string): View {
  const place = h("article", { class: "page actor" }, wait("Loading the actor …"));
  const path = `/api/actors/${encodeURIComponent(id)}`;
  const start = (): void => {
    Promise.all([ask<ActorDetail>(path), ask<State>(`${path}/state`)]).then(
      ([detail, state]) => {
        fill(place, ...screen(detail, state));
        document.title = `${detail.actor.name} · affray`;
        document.documentElement.dataset["ready"] = "actor";
      },
      (error: unknown) => { fill(place, trouble(error, start)); },
    );
  };
  start();
  return { element: place, title: "Actor" };
}

function screen(detail: ActorDetail, state: State): Child[] {
  const { actor } = detail;
  const names = { ...detail.names, ...state.names };
  return [
    h("nav", { class: "crumbs", "aria-label": "Where this is" }, h("a", { href: "/actors" }, icon(ICONS.back), "Actors"), h("a", { href: `/?actor=${encodeURIComponent(actor.actor)}` }, "Its events on the map")),
    h(
      "header", { class: "title" },
      h("p", { class: "over" }, [plain(actor.kind), ...actor.countries].join(" · ")),
      h("h1", {}, actor.name),
      h("p", { class: "meta" }, h("code", {}, actor.actor), detail.lifetimes.length ? h("span", {}, `existed ${detail.lifetimes.map((days) => isoRun(days.earliest, days.latest)).join(", ")}`) : null, detail.sides.map((side) => h("span", {}, `${side.side} in ${side.theatre}${side.days.earliest || side.days.latest ? ` ${isoRun(side.days.earliest, side.days.latest)}` : ""}`)), detail.known ? h("span", { title: detail.certainty }, `by ${detail.source}`) : h("span", {}, "not in the list of actors")),
    ),
    calls(detail), relations(detail, state, names), held(state, names),
    h(
      "section", {}, h("h2", {}, "Events", h("small", {}, many(detail.total, "event"))),
      detail.events.length ? h("ol", { class: "plain-rows" }, detail.events.slice(0, SHOWN).map((event) => eventItem(event, names))) : nothing("No event names it."),
      detail.total > SHOWN ? h("p", {}, h("a", { href: `/?actor=${encodeURIComponent(actor.actor)}` }, `All ${count(detail.total)} on the map`)) : null,
    ),
  ];
}

function day(text: string | null): number | null {
  return text === null ? null : toDay(text);
}

function calls({ actor, worded }: ActorDetail): Child {
  const rows: Lane[] = actor.names.map((name) => ({
    label: name.name, sub: plain(name.kind),
    bars: [{ from: day(name.earliest), to: day(name.latest), kind: name.kind === "pejorative" ? "label" : "name", words: `${name.name}, ${plain(name.kind)}: ${name.earliest || name.latest ? isoRun(name.earliest, name.latest) : "no days known"}` }],
  }));
  return h(
    "section", {}, h("h2", {}, "Names"),
    rows.length ? lanes(rows.slice(0, NAMES), "Names over time") : null,
    rows.length > NAMES ? h("details", {}, h("summary", {}, many(rows.length - NAMES, "more name")), lanes(rows.slice(NAMES), "More names over time")) : null,
    worded.length ? h("details", { open: rows.length === 0 }, h("summary", {}, `What reports call it: ${many(worded.length, "wording")}`), h("ul", { class: "worded" }, worded.map((each) => h("li", {}, h("q", { dir: "auto" }, each.text), h("small", {}, `${count(each.mentions)}×${each.label ? `, label “${each.label}”` : ""}${each.earliest || each.latest ? `, ${isoRun(each.earliest, each.latest)}` : ""}`))))) : null,
  );
}

function relations(detail: ActorDetail, { edges }: State, names: Readonly<Record<string, string>>): Child {
  const self = detail.actor.actor;
  const others = new Map<string, Edge[]>();
  for (const edge of edges) {
    const other = edge.a === self ? edge.b : edge.a;
    if (other === self) continue;
    others.set(other, [...(others.get(other) ?? []), edge]);
  }
  const told = [...others].filter(([, own]) => own.some(({ fact }) => fact === null));
  if (others.size === 0) return h("section", {}, h("h2", {}, "Relations"), h("p", {}, "No claim and no known fact tells how it stood to others."));
  const ties: Tie[] = told.map(([id, own]) => {
    const weight = own.reduce((sum, { tellings }) => sum + tellings.length, 0);
    const sign = Math.sign(own.reduce((sum, edge) => sum + edge.sign * Math.max(1, edge.tellings.length), 0));
    return { id, name: names[id] ?? id, sign, weight, words: `${names[id] ?? id}: ${own.filter(({ fact }) => fact === null).map((edge) => `${plain(edge.kind)} (${edge.tellings.length})`).join(", ")}` };
  });
  const rows: Lane[] = told.sort((one, two) => weightOf(two[1]) - weightOf(one[1])).map(([id, own]) => ({
    label: actorLink(id, names), sub: own.filter(({ fact }) => fact === null).map(({ kind }) => plain(kind)).join(", "),
    bars: own.flatMap((edge): Bar[] => edge.tellings.map((telling) => ({
      from: day(telling.days?.earliest ?? telling.known), to: day(telling.days?.latest ?? telling.known), kind: `${SIGNS[edge.sign] ?? "neither"} ${edge.mode}`,
      words: `${plain(edge.kind)}, ${edge.mode}: ${telling.days ? isoRun(telling.days.earliest, telling.days.latest) : telling.known ? `told ${dayWords(toDay(telling.known))}` : "not dated"}, by ${telling.root_name}${telling.reason ? `; ${telling.reason}` : ""}`,
      href: `/report/${encodeURIComponent(telling.report)}?claim=${encodeURIComponent(telling.claim)}`,
    }))).filter(({ from, to }) => from !== null || to !== null),
  }));
  const facts = edges.filter(({ fact }) => fact !== null);
  return h(
    "section", { class: "relations" }, h("h2", {}, "Relations", h("small", {}, "each mark is one telling; follow it to its sentence")),
    h("div", { class: "with-network" }, ties.length ? h("div", {}, network(detail.actor.name, ties), h("p", { class: "key" }, h("span", { class: "against" }, "against"), h("span", { class: "with" }, "with"), h("span", { class: "neither" }, "neither"))) : null, rows.length ? lanes(rows, "Relations over time") : null),
    facts.length ? h("details", {}, h("summary", {}, `Known before any report: ${many(facts.length, "fact")}`), h("ul", {}, facts.map((edge) => h("li", {}, listed([actorLink(edge.a, names)]), ` ${plain(edge.kind)} `, actorLink(edge.b, names), h("small", {}, `${edge.earliest || edge.latest ? `${isoRun(edge.earliest, edge.latest)}, ` : ""}${edge.fact ?? ""}`))))) : null,
  );
}

function weightOf(edges: readonly Edge[]): number {
  return edges.reduce((sum, { tellings }) => sum + tellings.length, 0);
}

function held({ spells }: State, names: Readonly<Record<string, string>>): Child {
  if (spells.length === 0) return null;
  const places = new Map<string, Called[]>();
  for (const called of spells) places.set(called.spell.place, [...(places.get(called.spell.place) ?? []), called]);
  const rows: Lane[] = [...places].map(([place, own]) => ({
    label: h("a", { href: `/place/${encodeURIComponent(place.split("#")[0] ?? place)}` }, capital(own[0]?.name ?? place)),
    sub: own.some(({ spell }) => spell.implied) ? "its beginning is not told" : null,
    bars: own.map((called) => spellBar(called, names)),
  }));
  return h("section", {}, h("h2", {}, "Places held", h("small", {}, "to the last day that a claim tells of; hatched: contested")), lanes(rows, "Places held over time"));
}
