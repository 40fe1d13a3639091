/** One event: who says what of it, side by side, with the sentences, and why the claims are one. */

import { ask, type Account, type Event, type EventDetail, type Grounded, type Link, type ReportRow, type Root } from "../api";
import { figureChart } from "../charts";
import { fill, h, icon, ICONS, type Child } from "../dom";
import { actionBar, shortcuts, takeBack } from "../judging";
import { forget } from "../events";
import { lastMap, type View } from "../router";
import { sentence } from "../sentence";
import { actorLink, gradeSign, listed, trouble, typeSign, wait } from "../signs";
import { bounds, capital, isoRun, many, plain } from "../words";

/** Comparisons shown before the rest is folded. */
const SHOWN = 3;
const FIELDS: readonly [string, string][] = [
  ["type", "What"], ["time", "When"], ["place", "Where"], ["a", "Who"], ["b", "Whom"],
];

export function eventView(id: string): View {
  const place = h("article", { class: "page event" }, wait("Loading the event …"));
  const start = (): void => {
    ask<EventDetail>(`/api/events/${encodeURIComponent(id)}`).then(
      (detail) => {
        fill(place, ...screen(detail, () => { forget(); start(); }));
        document.title = `${capital(plain(detail.event.type))}${detail.event.place ? `, ${detail.event.place.name}` : ""} · affray`;
        document.documentElement.dataset["ready"] = "event";
      },
      (error: unknown) => { fill(place, trouble(error, start)); },
    );
  };
  start();
  return { element: place, title: "Event", close: shortcuts(place) };
}

function screen(detail: EventDetail, again: () => void): Child[] {
  const { event } = detail;
  return [
    h("nav", { class: "crumbs", "aria-label": "Where this is" }, h("a", { href: lastMap() }, icon(ICONS.back), "Map"), event.place?.place ? h("a", { href: `/place/${encodeURIComponent(event.place.place)}` }, `All at ${event.place.name}`) : null),
    heading(detail),
    actionBar(detail, again),
    figures(detail),
    accounts(detail),
    beside(detail),
    why(detail),
    stood(event),
    past(detail, again),
  ];
}

function heading({ event, names }: EventDetail): HTMLElement {
  const sides = (ids: readonly string[]): Child[] => listed(ids.map((id) => actorLink(id, names)));
  const between = event.type === "clash" ? " and " : " → ";
  return h(
    "header", { class: "title" },
    h("p", { class: "over" }, typeSign(event.type), capital(plain(event.type)), event.place ? "" : " · place not known", event.scope === "aggregate" ? " · total of a period" : "", event.stance === "asserted" ? "" : ` · ${plain(event.stance)}`, event.verdict ? h("span", { class: "verdict" }, event.verdict === "accept" ? "accepted" : "rejected") : null),
    h("h1", {}, event.place ? placeWords(event) : capital(plain(event.type)), h("span", { class: "days" }, isoRun(event.earliest, event.latest))),
    h("p", { class: "sides" }, event.a.length || event.b.length ? [sides(event.a), event.a.length && event.b.length ? between : event.b.length ? "→ " : "", sides(event.b)] : h("i", {}, "No party is named.")),
    h("p", { class: "stand" }, gradeSign(event.grade, event.roots.length), event.because ? h("span", {}, ` – ${event.because}`) : null),
    event.within.length ? h("p", { class: "hint" }, "Inside ", listed(event.within.map((id) => h("a", { href: `/event/${id}` }, `total ${id}`))), ", never added to it.") : null,
    event.contains.length ? h("p", { class: "hint" }, "Contains ", listed(event.contains.map((id) => h("a", { href: `/event/${id}` }, id))), ", never added to it.") : null,
  );
}

function placeWords(event: Event): string {
  const { place } = event;
  if (place === null) return "Place not known";
  const where = place.precision === "near" ? `Near ${place.name}` : place.precision === "part" ? `Part of ${place.name}` : place.name;
  return place.admin1 && place.admin1 !== place.name ? `${where}, ${place.admin1}` : where;
}

function figures(detail: EventDetail): Child {
  const { event } = detail;
  if (event.figures.length === 0) return null;
  const rootName = (key: string): string => event.roots.find(({ root }) => root === key)?.name ?? key;
  const link = (account: Account): string => `/report/${encodeURIComponent(account.report)}?claim=${encodeURIComponent(account.claim)}`;
  return h("section", { class: "figures" }, h("h2", {}, "Figures"), h("div", { class: "grid" }, event.figures.map((figure) => figureChart(figure, rootName, link))));
}

function accounts(detail: EventDetail): HTMLElement {
  const { event } = detail;
  const claims = new Map(detail.claims.map((grounded) => [grounded.claim.claim, grounded]));
  const reports = new Map(detail.reports.map((report) => [report.report, report]));
  const told = event.figures.length > 0;
  return h(
    "section", { class: "accounts" },
    h("h2", {}, "Accounts", h("small", {}, `${many(event.roots.length, "source")}, ${many(detail.reports.length, "report")}`)),
    h(
      "div", { class: "matrix", tabindex: 0, role: "region", "aria-label": "Accounts side by side", style: { "--columns": event.roots.length } },
      h(
        "table", {},
        h("thead", {}, h("tr", {}, h("td", {}), event.roots.map((root) => h("th", { scope: "col" }, rootHead(root, detail))))),
        h(
          "tbody", {},
          FIELDS.map(([field, words]) => fieldRow(field, words, detail)),
          told ? h("tr", {}, h("th", { scope: "row" }, "Figures"), event.roots.map(({ root }) => h("td", {}, figureCell(root, event)))) : null,
          h("tr", { class: "sentences" }, h("th", { scope: "row" }, "Sentences"), event.roots.map((root) => h("td", {}, sentences(root, claims, reports)))),
        ),
      ),
    ),
  );
}

function rootHead(root: Root, { event }: EventDetail): Child[] {
  const seen = root.first_seen === null ? "day of publication not known" : `from ${isoRun(root.first_seen, root.first_seen)}`;
  return [
    h("span", { class: "root" }, root.name),
    root.party ? h("span", { class: "party", title: "It is a side of this event, so it corroborates nobody, itself least." }, "a party") : null,
    h("small", {}, `${seen} · ${many(root.reports.length, "report")}`),
    event.roots.length === 1 ? h("small", {}, "the only source") : null,
  ];
}

function fieldRow(field: string, words: string, detail: EventDetail): HTMLElement | null {
  const { event, names } = detail;
  const tellings = event.tellings.filter((telling) => telling.field === field);
  if (tellings.length === 0) return null;
  const agreed = event.agreement.find((each) => each.field === field);
  const common = agreed?.value ?? mostTold(tellings.map(({ value }) => value));
  const split = agreed ? agreed.values > 1 && agreed.share < 1 : new Set(tellings.map(({ value }) => value)).size > 1;
  return h(
    "tr", { class: split ? "split" : "" },
    h("th", { scope: "row" }, words, split ? h("small", {}, agreed ? `${Math.round(agreed.share * 100)} % agree` : "told differently") : null),
    event.roots.map(({ root }) => {
      const own = new Map<string, { value: string | null; texts: Set<string> }>();
      for (const telling of tellings) {
        if (telling.root !== root) continue;
        const key = telling.value ?? `\u0000${telling.text ?? ""}`;
        const before = own.get(key) ?? { value: telling.value, texts: new Set<string>() };
        if (telling.text) before.texts.add(telling.text);
        own.set(key, before);
      }
      return h("td", {}, own.size === 0 ? h("span", { class: "silent" }, "not told") : [...own.values()].map(({ value, texts }) =>
        h("div", { class: value !== null && split && value !== common ? "differs" : "" }, value === null ? h("i", {}, "not resolved") : valueWords(field, value, names), texts.size ? h("small", { class: "as" }, `“${[...texts].join("”, “")}”`) : null)));
    }),
  );
}

function mostTold(values: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, two) => two[1] - one[1])[0]?.[0] ?? "";
}

function valueWords(field: string, value: string, names: Readonly<Record<string, string>>): Child {
  if (field === "type") return capital(plain(value));
  if (field === "time") {
    const [from = "", to = ""] = value.split("..");
    return isoRun(/^\d/.test(from) ? from : null, /^\d/.test(to) ? to : null);
  }
  if (field === "place") return h("a", { href: `/place/${encodeURIComponent(value)}` }, names[value] ?? value);
  return actorLink(value, names);
}

function figureCell(root: string, event: Event): Child {
  const own = event.figures.flatMap((figure) => figure.by.filter((account) => account.root === root).map((account) => ({ figure, account })));
  if (own.length === 0) return h("span", { class: "silent" }, "no number");
  // A figure of one side stands among those of all sides too: it is told once here.
  const once = new Map(own.map(({ figure, account }) => [`${account.claim} ${figure.kind} ${account.text}`, { figure, account }]));
  return [...once.values()].map(({ figure, account }) => h("div", {}, `${capital(plain(figure.kind))}: ${account.text}`, account.of ? h("small", { class: "as" }, account.of) : null));
}

/** The sentences of a root, a text once: copies are folded in below it. */
function sentences(root: Root, claims: ReadonlyMap<string, Grounded>, reports: ReadonlyMap<string, ReportRow>): Child {
  const byQuote = new Map<string, Grounded[]>();
  for (const id of root.claims) {
    const grounded = claims.get(id);
    if (grounded === undefined) continue;
    const key = `${grounded.claim.evidence.text}\u0000${grounded.claim.type}`;
    byQuote.set(key, [...(byQuote.get(key) ?? []), grounded]);
  }
  return [...byQuote.values()].map(([first, ...copies]) =>
    first === undefined ? null : h(
      "blockquote", { id: first.claim.claim },
      sentence(first.claim), stanceOf(first),
      h("footer", {}, reportLink(first, reports)),
      copies.length ? h("details", {}, h("summary", {}, `${many(copies.length, "report")} more with the same words`), h("ul", {}, copies.map((copy) => h("li", {}, reportLink(copy, reports))))) : null,
    ));
}

function stanceOf({ claim }: Grounded): Child {
  return claim.stance === "asserted" ? null : h("span", { class: "stance" }, plain(claim.stance));
}

function reportLink({ claim }: Grounded, reports: ReadonlyMap<string, ReportRow>): HTMLElement {
  const report = reports.get(claim.report);
  const days = report?.best ? isoRun(report.best, report.best) : report ? isoRun(report.earliest, report.latest) : "";
  return h("a", { href: `/report/${encodeURIComponent(claim.report)}?claim=${encodeURIComponent(claim.claim)}` }, report?.outlet ?? report?.title ?? claim.report, days ? h("small", {}, `, ${days}`) : null);
}

/** Claims that stand beside the event: planned, denied, feared; they count nowhere. */
function beside({ event, claims, reports: rows }: EventDetail): Child {
  const shown = claims.filter(({ claim }) => event.beside.includes(claim.claim));
  if (shown.length === 0) return null;
  const reports = new Map(rows.map((report) => [report.report, report]));
  return h(
    "section", { class: "beside" }, h("h2", {}, "Beside it", h("small", {}, "claims of other stances: they enter no count")),
    shown.map((grounded) => h("blockquote", {}, sentence(grounded.claim), h("span", { class: "stance" }, plain(grounded.claim.stance)), h("footer", {}, reportLink(grounded, reports)))),
  );
}

function why({ event, links, claims }: EventDetail): Child {
  const own = new Set([...event.claims, ...event.beside]);
  const inside = links.filter((link) => own.has(link.claim) && own.has(link.other));
  const outside = links.filter((link) => !(own.has(link.claim) && own.has(link.other))).slice(0, 8);
  if (inside.length === 0 && outside.length === 0) return own.size > 1 ? null : h("section", { class: "why" }, h("h2", {}, "Why one event"), h("p", {}, "One claim tells it, so nothing was put together."));
  const quotes = new Map(claims.map(({ claim }) => [claim.claim, claim.trigger.text]));
  return h(
    "section", { class: "why" }, h("h2", {}, "Why one event", h("small", {}, "weights in bits: above 0, the same event is likelier than not")),
    inside.length ? inside.slice(0, SHOWN).map((link) => linkLine(link, quotes)) : h("p", {}, "No two of its claims were compared."),
    inside.length > SHOWN ? h("details", {}, h("summary", {}, `${many(inside.length - SHOWN, "comparison")} more inside it`), inside.slice(SHOWN).map((link) => linkLine(link, quotes))) : null,
    outside.length ? h("details", {}, h("summary", {}, `${many(outside.length, "claim")} of other events compared with it`), outside.map((link) => linkLine(link, quotes))) : null,
  );
}

export function linkLine(link: Link, quotes: ReadonlyMap<string, string>): HTMLElement {
  const telling = link.parts.filter(({ weight }) => Math.abs(weight) >= 0.05);
  const silent = link.parts.filter(({ weight }) => Math.abs(weight) < 0.05);
  const most = Math.max(4, ...link.parts.map(({ weight }) => Math.abs(weight)));
  const name = (id: string): Child => h("a", { href: `#${id}`, class: "claim" }, quotes.get(id) ?? id);
  return h(
    "div", { class: "link" },
    h("p", {}, name(link.claim), " and ", name(link.other), h("b", { class: link.weight > 0 && link.barred === null ? "for" : "against" }, `${link.weight > 0 ? "+" : "−"}${Math.abs(link.weight).toFixed(1)}`), link.barred ? h("span", { class: "barred" }, `cannot be one: ${link.barred}`) : null),
    h("ul", { class: "parts" }, telling.map(({ name: part, weight, words }) =>
      h("li", {}, h("span", { class: "name" }, plain(part)), h("span", { class: "scale", "aria-hidden": "true" }, h("i", { class: weight < 0 ? "against" : "for", style: { width: `${(50 * Math.abs(weight)) / most}%` } })), h("span", { class: "value" }, `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`), h("span", { class: "words" }, words)))),
    silent.length ? h("p", { class: "hint" }, `Telling nothing: ${silent.map(({ name: part }) => plain(part)).join(", ")}.`) : null,
  );
}

/** What was known of it, day by day, where that was otherwise than now. */
function stood({ stood: days }: Event): Child {
  if (days.length === 0) return null;
  return h(
    "section", { class: "past stood" }, h("h2", {}, "As it was known", h("small", {}, "by the first day on which the reports may have been published")),
    h("ol", {}, days.map(({ known, grade, because, low, high }) => h("li", {}, h("time", { datetime: known }, known), h("b", {}, plain(grade)), ` – ${because}`, low === null && high === null ? null : h("span", { class: "killed" }, ` · ${bounds({ low, high })} killed`)))),
  );
}

function past({ changes, judgements }: EventDetail, again: () => void): Child {
  const lines = [
    ...changes.map((change) => ({ at: change.at ?? "", words: [h("b", {}, capital(change.kind)), ` – ${change.because}`] as Child[] })),
    ...judgements.map((judgement) => ({
      at: judgement.at,
      words: [h("b", {}, capital(plain(judgement.verb))), judgement.field ? ` ${plain(judgement.field)}: ${judgement.value ?? ""}` : "", ` by ${judgement.by}: ${judgement.because}`, judgement.revoked ? h("span", { class: "revoked" }, `taken back by ${judgement.revoked_by ?? ""}`) : takeBack(judgement, again)] as Child[],
    })),
  ].sort((one, two) => one.at.localeCompare(two.at));
  return h(
    "section", { class: "past" }, h("h2", {}, "History"),
    lines.length ? h("ol", {}, lines.map(({ at, words }) => h("li", {}, at ? h("time", { datetime: at }, at.slice(0, 16).replace("T", " ")) : null, words))) : h("p", {}, "Nothing has changed since it was first put together, and nobody has judged it."),
  );
}
