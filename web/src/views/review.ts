/** The queue of the least certain, looked through and judged with the keyboard alone. */

import { ask, send, type EventRow, type Grounded, type Link, type ReportRow } from "../api";
import { fill, h, type Child } from "../dom";
import { form, offer, settled, shortcuts, type Judging } from "../judging";
import { readOnly, reviewers } from "../reviewing";
import type { View } from "../router";
import { sentence } from "../sentence";
import { nothing, trouble, typeSign, wait } from "../signs";
import { bounds, capital, count, isoRun, many, plain } from "../words";
import { linkLine } from "./event";

interface Item { kind: string; doubt: number; claim: string | null; other: string | null; report: string; words: string | null; score: number | null; read_as: string | null }
interface Doubt { item: Item; claims: Grounded[]; events: Record<string, EventRow>; reports: ReportRow[]; links: Link[]; names: Record<string, string> }
interface Queue { total: number; page: number; size: number; kinds: Record<string, number>; doubts: Doubt[] }

const KINDS: readonly [string, string][] = [["", "All"], ["join", "Merges"], ["part", "Splits"], ["place", "Places"], ["date", "Dates"]];
const WALKING = [["j", "next"], ["k", "before"]] as const;
const JUDGING = [["m", "one event"], ["s", "two events"], ["?", "cannot tell"], ["a", "right"], ["c", "correct"], ["r", "wrong"], ["u", "undo"]] as const;
const QUESTIONS: Record<string, string> = {
  join: "Do these two claims tell one event?",
  part: "These two claims stand in one event. Do they tell the same?",
  place: "Is the place read right?",
  date: "When was this report published?",
};

export function reviewView(): View {
  const screen = new ReviewScreen();
  screen.start();
  return { element: screen.element, title: "Review", close: () => { screen.close(); } };
}

class ReviewScreen {
  readonly element = h("div", { class: "page review" });
  private readonly list = h("ol", { class: "queue", "aria-label": "Queue" });
  private readonly detail = h("section", { class: "doubt", "aria-live": "polite", "aria-label": "What is doubtful" });
  private readonly kinds = h("div", { class: "tabs", role: "group", "aria-label": "Kinds" });
  private kind = new URLSearchParams(location.search).get("kind") ?? "";
  private queue: Queue | null = null;
  private at = 0;
  private readonly unkey: () => void;

  constructor() {
    fill(
      this.element,
      h("header", { class: "title" }, h("h1", {}, "Review"), h("p", { class: "hint" }, "The least certain first. Every judgement keeps who, when and why, outlasts coding anew, and can be taken back.")),
      this.kinds,
      h("div", { class: "desk" }, this.list, this.detail),
      h("footer", { class: "keys", "aria-label": "Keys" }, [...WALKING, ...(reviewers().length === 0 ? [] : JUDGING)].map(([key, words]) => h("span", {}, h("kbd", {}, key), words))),
    );
    const keys = shortcuts(this.element);
    const walk = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select")) return;
      if (event.key !== "j" && event.key !== "k") return;
      event.preventDefault();
      this.show(this.at + (event.key === "j" ? 1 : -1), true);
    };
    document.addEventListener("keydown", walk);
    this.unkey = () => { keys(); document.removeEventListener("keydown", walk); };
  }

  start(): void {
    if (this.queue === null) fill(this.detail, wait("Looking for what is doubtful …"));
    ask<Queue>("/api/review", { kind: this.kind ? [this.kind] : [], size: 60 }).then(
      (queue) => {
        this.queue = queue;
        this.tabs();
        this.show(Math.min(this.at, Math.max(0, queue.doubts.length - 1)), false);
        document.documentElement.dataset["ready"] = "review";
      },
      (error: unknown) => { fill(this.detail, trouble(error, () => { this.start(); })); },
    );
  }

  close(): void {
    this.unkey();
  }

  private tabs(): void {
    const counts = this.queue?.kinds ?? {};
    const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
    fill(this.kinds, KINDS.map(([kind, words]) => h("button", { type: "button", "aria-pressed": String(kind === this.kind), onclick: () => {
      this.kind = kind;
      this.at = 0;
      history.replaceState(history.state, "", `/review${kind ? `?kind=${kind}` : ""}`);
      this.start();
    } }, words, h("small", {}, count(kind ? (counts[kind] ?? 0) : all)))));
  }

  private show(at: number, focus: boolean): void {
    const doubts = this.queue?.doubts ?? [];
    if (doubts.length === 0) {
      fill(this.list);
      fill(this.detail, nothing("Nothing is left to review here.", "All that was doubtful has been judged, or nothing is near the line."));
      return;
    }
    this.at = Math.max(0, Math.min(doubts.length - 1, at));
    fill(this.list, doubts.map((doubt, index) => h("li", {}, h("button", { type: "button", "aria-current": index === this.at ? "true" : null, onclick: () => { this.show(index, true); } }, h("b", {}, heading(doubt)), h("small", {}, told(doubt))))));
    const current = this.list.children[this.at]?.querySelector("button");
    current?.scrollIntoView({ block: "nearest" });
    const doubt = doubts[this.at];
    if (doubt !== undefined) this.draw(doubt);
    if (focus) current?.focus({ preventScroll: true });
  }

  private draw(doubt: Doubt): void {
    const panel = h("div", { class: "panel" });
    const buttons = h("div", { class: "buttons", role: "toolbar", "aria-label": "Judge" });
    const close = (): void => { fill(panel); this.list.children[this.at]?.querySelector("button")?.focus({ preventScroll: true }); };
    const add = (words: string, key: string, open: () => HTMLFormElement): void => {
      buttons.append(h("button", { type: "button", "data-key": key, "aria-keyshortcuts": key, onclick: () => { fill(panel, open()); } }, words, h("kbd", {}, key)));
    };
    const simple = (words: string, key: string, title: string, judging: Judging): void => {
      add(words, key, () => form({ title, submit: words, judging: () => judging }, () => { fill(panel); this.start(); }, close));
    };
    const { item } = doubt;
    const pair = item.claim !== null && item.other !== null ? [item.claim, item.other] as const : null;
    if (pair) {
      simple("One event", "m", "They tell one event", { verb: "same", claims: [...pair] });
      simple("Two events", "s", "They tell two events", { verb: "not-same", claims: [pair[0]], others: [pair[1]] });
      simple("Cannot tell", "?", "It cannot be told", { verb: "unsure", claims: [pair[0]], others: [pair[1]] });
    } else if (item.kind === "place" && item.claim !== null) {
      if (item.read_as !== null) simple("Right", "a", `${item.read_as} is right`, { verb: "accept", claims: [item.claim], field: "claim" });
      add("Correct", "c", () => this.correct(doubt, () => { fill(panel); this.start(); }, close));
      simple("Claim is wrong", "r", "The report does not make this claim", { verb: "reject", claims: [item.claim], field: "claim" });
    } else if (item.kind === "date") {
      add("Set the days", "c", () => this.pin(item, () => { fill(panel); this.start(); }, close));
    }
    const actions = reviewers().length === 0 ? readOnly() : buttons;
    fill(this.detail, h("p", { class: "over" }, KINDS.find(([kind]) => kind === item.kind)?.[1] ?? "", ` · ${measure(item)}`), h("h2", {}, QUESTIONS[item.kind] ?? ""), actions, panel, body(doubt));
  }

  private correct({ item, claims }: Doubt, done: () => void, cancel: () => void): HTMLFormElement {
    const value = h("input", { name: "value", required: true, maxlength: 300, value: item.words ?? "", "data-first": true });
    const found = h("div", { class: "found" });
    const country = claims[0]?.places.find((place) => place.country)?.country ?? null;
    const look = h("button", { type: "button", class: "quiet words", onclick: () => { void offer("place", value, found, country); } }, "Look up");
    value.addEventListener("keydown", (event) => { if (event.key === "Enter" && !/[:@]/.test(value.value)) { event.preventDefault(); look.click(); } });
    return form(
      { title: `Where is “${item.words ?? ""}”?`, submit: "Record the place", body: h("div", {}, h("label", {}, "A name is looked up with Enter; then choose", h("span", { class: "with" }, value, look)), found), judging: () => (/[:@]/.test(value.value) && item.claim !== null ? { verb: "correct", claims: [item.claim], field: "place", value: value.value.trim() } : null) },
      done, cancel,
    );
  }

  private pin(item: Item, done: () => void, cancel: () => void): HTMLFormElement {
    const [early = "", late = ""] = (item.read_as ?? "").split("..");
    const from = h("input", { type: "date", name: "earliest", required: true, value: early, "data-first": true });
    const to = h("input", { type: "date", name: "latest", required: true, value: late || early });
    return form(
      {
        title: "Set when it was published", submit: "Set the days",
        body: h("div", { class: "two" }, h("label", {}, "First day", from), h("label", {}, "Last day", to)),
        judging: () => (from.value && to.value ? { verb: "correct", claims: [] } : null),
        send: async (by, because) => {
          await send("/api/pins", { report: item.report, earliest: from.value, latest: to.value, by, because });
          await settled();
          return { words: "The days are set.", undo: async () => { await send("/api/pins/remove", { report: item.report, by }); await settled(); } };
        },
      },
      done, cancel,
    );
  }
}

function heading({ item, claims, reports }: Doubt): string {
  if (item.kind === "place") return `“${item.words ?? ""}”`;
  if (item.kind === "date") return reports[0]?.title ?? item.report;
  return claims.map(({ claim }) => capital(plain(claim.type))).join(" / ");
}

function told({ item, claims }: Doubt): string {
  if (item.kind === "date") return measure(item);
  const [first] = claims;
  return `${item.kind === "place" ? (item.read_as ?? "not resolved") : (first?.places.find((place) => place.name)?.name ?? "place not known")} · ${measure(item)}`;
}

function measure(item: Item): string {
  if (item.kind === "place") return item.read_as === null ? "not resolved" : `score ${(item.score ?? 0).toFixed(2)}`;
  if (item.kind === "date") return item.score === null ? "no bounds" : `may be of ${many(item.score, "day")}`;
  return `${(item.score ?? 0) < 0 ? "−" : "+"}${Math.abs(item.score ?? 0).toFixed(1)} bits`;
}

function body({ item, claims, events, reports, links, names }: Doubt): Child {
  if (item.kind === "date") {
    const report = reports[0];
    return report ? h("blockquote", {}, h("p", { dir: "auto" }, report.lead, " …"), h("footer", {}, h("a", { href: `/report/${encodeURIComponent(report.report)}` }, "The report, and what dates it"), h("small", {}, ` ${item.words ?? ""}`))) : null;
  }
  const quotes = new Map(claims.map(({ claim }) => [claim.claim, claim.trigger.text]));
  return [
    h("div", { class: "pair" }, claims.map((grounded) => one(grounded, events[grounded.claim.claim], reports, names))),
    item.kind === "place" ? h("p", { class: "reason" }, claims[0]?.places.find(({ filler }) => filler.text === item.words)?.reason ?? "") : null,
    links.map((link) => linkLine(link, quotes)),
  ];
}

function one({ claim, actors, places, time }: Grounded, event: EventRow | undefined, reports: readonly ReportRow[], names: Readonly<Record<string, string>>): HTMLElement {
  const report = reports.find((each) => each.report === claim.report);
  const who = (role: string): string => actors.filter(({ filler }) => filler.role === role).map(({ actor, filler }) => (actor ? (names[actor] ?? actor) : filler.text)).join(", ");
  return h(
    "article", { class: "side-by-side" },
    h("h3", {}, typeSign(claim.type), capital(plain(claim.type)), event ? h("a", { href: `/event/${event.event}` }, `event of ${many(event.claims, "claim")}`) : null),
    sentence(claim),
    h("dl", {}, [["Who", who("a")], ["Whom", who("b")], ["Where", places.map((place) => place.name ?? `“${place.filler.text}”`).join(", ")], ["When", isoRun(time.earliest, time.latest)], ["Figures", claim.figures.map((figure) => `${plain(figure.kind)} ${bounds({ low: figure.min, high: figure.max })}`).join(", ")]].map(([words, value]) => (value ? h("div", {}, h("dt", {}, words), h("dd", {}, value)) : null))),
    h("footer", {}, h("a", { href: `/report/${encodeURIComponent(claim.report)}?claim=${encodeURIComponent(claim.claim)}` }, report?.outlet ?? report?.title ?? claim.report)),
  );
}
