/** What a person judges: asked with a name and a reason, recorded, and taken back. */

import { ask, send, type EventDetail, type Health, type Judgement } from "./api";
import { forgetControl } from "./control";
import { fill, h, type Child } from "./dom";
import { forget, load, type Events } from "./events";
import { asReviewer, readOnly, reviewers } from "./reviewing";
import { remember } from "./state";
import { capital, plain, runWords } from "./words";

export interface Judging {
  verb: string;
  claims: readonly string[];
  others?: readonly string[];
  field?: string;
  value?: string;
}

/** What stands until it is taken back. */
export interface Done { words: string; undo: () => Promise<void> }

interface Asked {
  title: string;
  submit: string;
  /** Fields before the name and the reason, and what they give. */
  body?: Child;
  /** Null: something is missing, and it has said so. */
  judging: () => Judging | null;
  send?: (by: string, because: string) => Promise<Done>;
}

const region = h("div", { class: "toast", role: "status", "aria-live": "polite" });
document.body.append(region);
let undoLast: (() => void) | null = null;

/** Take the last judgement of this page back, if there is one. */
export function undoIt(): boolean {
  if (undoLast === null) return false;
  undoLast();
  return true;
}

/** A form for one judgement: who, why, and what is asked beside. */
export function form(asked: Asked, done: () => void, cancel: () => void): HTMLFormElement {
  const by = asReviewer();
  const because = h("textarea", { name: "because", required: true, rows: 2, maxlength: 2000 });
  const error = h("p", { class: "error", role: "alert" });
  const submit = h("button", { type: "submit", class: "main" }, asked.submit);
  const element = h(
    "form", { class: "judging", "aria-label": asked.title },
    h("h3", {}, asked.title), asked.body,
    h("div", { class: "two" },
      h("label", {}, "Your name", by, h("small", { id: "by-hint" }, "kept with the judgement")),
      h("label", {}, "Why", because)),
    error,
    h("p", { class: "buttons" }, submit, h("button", { type: "button", class: "quiet words", onclick: cancel }, "Cancel", h("kbd", {}, "Esc"))),
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      cancel();
    }
    // Enter sends; Shift and Enter begins a line.
    if (event.key === "Enter" && event.target === because && !event.shiftKey) {
      event.preventDefault();
      element.requestSubmit();
    }
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = by.value;
    const reason = because.value.trim();
    if (!name || !reason) {
      error.textContent = name ? "Say why: others will read it." : "Say who you are.";
      (name ? because : by).focus();
      return;
    }
    const judging = asked.judging();
    if (judging === null) {
      error.textContent = "Choose first.";
      return;
    }
    remember("by", name);
    submit.disabled = true;
    submit.textContent = "Recording …";
    (asked.send ? asked.send(name, reason) : record(judging, name, reason)).then(
      (made) => { tell(made, done); done(); },
      (failed: unknown) => {
        submit.disabled = false;
        submit.textContent = asked.submit;
        error.textContent = failed instanceof Error ? failed.message : String(failed);
      },
    );
  });
  queueMicrotask(() => { (by.value ? (element.querySelector<HTMLElement>("[data-first]") ?? because) : by).focus(); });
  return element;
}

async function record(judging: Judging, by: string, because: string): Promise<Done> {
  const made = await send<Judgement>("/api/judgements", { others: [], field: null, value: null, ...judging, by, because });
  await settled();
  return {
    words: `${capital(plain(made.verb))} recorded.`,
    undo: () => revoke(made.judgement, by),
  };
}

async function revoke(judgement: string, by: string): Promise<void> {
  await send(`/api/judgements/${encodeURIComponent(judgement)}/revoke`, { by });
  await settled();
}

/** Take back a judgement that stands, whoever made it and whenever; nothing where nobody may judge. */
export function takeBack({ judgement, revoked }: Judgement, again: () => void): Child {
  if (revoked !== null || reviewers().length === 0) return null;
  const by = asReviewer();
  by.removeAttribute("aria-describedby");
  by.setAttribute("aria-label", "Taken back by");
  const button = h("button", { type: "submit", class: "quiet words" }, "Take back");
  const form = h("form", { class: "take-back" }, reviewers().length > 1 ? by : null, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!by.value) return;
    button.disabled = true;
    button.textContent = "Taking back …";
    revoke(judgement, by.value).then(
      () => { fill(region, h("p", {}, "Taken back.")); clear(); again(); },
      (error: unknown) => { button.disabled = false; button.textContent = "Take back"; fill(region, h("p", {}, error instanceof Error ? error.message : String(error))); },
    );
  });
  return form;
}

/** Wait until what follows from a judgement has been derived. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    const health = await ask<Health>("/api/health", { turn });
    if (health.trouble !== null) throw new Error(`It is recorded, but the events could not be derived anew: ${health.trouble}`);
    if (!health.refreshing) break;
    await new Promise((wake) => setTimeout(wake, turn < 10 ? 150 : 1000));
  }
  forget();
  forgetControl();
}

function tell(made: Done, again: () => void): void {
  const undo = h("button", { type: "button" }, "Undo", h("kbd", {}, "u"));
  undoLast = () => {
    undoLast = null;
    undo.disabled = true;
    undo.textContent = "Taking back …";
    made.undo().then(
      () => { fill(region, h("p", {}, "Taken back.")); again(); clear(); },
      (error: unknown) => { fill(region, h("p", {}, error instanceof Error ? error.message : String(error))); },
    );
  };
  undo.addEventListener("click", () => { undoLast?.(); });
  fill(region, h("p", {}, made.words, undo));
  clear();
}

let timer = 0;
function clear(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => { fill(region); undoLast = null; }, 30_000);
}

/** The actions on an event: accept, reject, correct, merge, split. */
export function actionBar(detail: EventDetail, again: () => void): HTMLElement {
  if (reviewers().length === 0) return h("section", { class: "actions", "aria-label": "Review" }, readOnly());
  const panel = h("div", { class: "panel" });
  const buttons = h("div", { class: "buttons", role: "toolbar", "aria-label": "Judge this event" });
  const close = (): void => { fill(panel); for (const button of buttons.querySelectorAll("button")) button.setAttribute("aria-expanded", "false"); };
  const open = (asked: Asked, button: HTMLElement): void => {
    close();
    button.setAttribute("aria-expanded", "true");
    fill(panel, form(asked, () => { close(); again(); }, () => { close(); button.focus(); }));
  };
  const add = (words: string, key: string, asked: () => Asked): void => {
    const button = h("button", { type: "button", "data-key": key, "aria-expanded": "false", "aria-keyshortcuts": key }, words, h("kbd", {}, key));
    button.addEventListener("click", () => { open(asked(), button); });
    buttons.append(button);
  };
  const { event } = detail;
  const claims = event.claims;
  add("Accept", "a", () => ({ title: "Accept this event as told", submit: "Accept", judging: () => ({ verb: "accept", claims }) }));
  add("Reject", "r", () => ({ title: "Reject this event", submit: "Reject", judging: () => ({ verb: "reject", claims }) }));
  add("Correct", "c", () => correcting(detail));
  add("Merge", "m", () => merging(detail));
  if (event.claims.length + event.beside.length > 1) add("Split", "s", () => splitting(detail));
  return h("section", { class: "actions", "aria-label": "Review" }, buttons, panel);
}

function correcting({ event }: EventDetail): Asked {
  const field = h("select", { name: "field", "data-first": true }, ["place", "earliest", "latest", "a", "b", "type", "killed"].map((name) => h("option", { value: name }, FIELD_WORDS[name] ?? name)));
  const value = h("input", { name: "value", required: true, maxlength: 300 });
  const found = h("div", { class: "found" });
  field.addEventListener("change", () => { fill(found); value.value = ""; value.type = field.value === "earliest" || field.value === "latest" ? "date" : "text"; });
  const look = h("button", { type: "button", class: "quiet words" }, "Look up");
  look.addEventListener("click", () => { void offer(field.value, value, found, event.place?.country ?? null); });
  return {
    title: "Correct a field of its claims",
    submit: "Record the correction",
    body: h("div", {}, h("div", { class: "two" }, h("label", {}, "Field", field), h("label", {}, "Right value", h("span", { class: "with" }, value, look))), found),
    judging: () => (value.value.trim() ? { verb: "correct", claims: event.claims, field: field.value, value: value.value.trim() } : null),
  };
}

const FIELD_WORDS: Record<string, string> = {
  place: "place (id)", earliest: "first day", latest: "last day", a: "who (actor id)", b: "whom (actor id)", type: "type", killed: "killed",
};

interface Place { place: string; name: string; kind?: string; radius_km: number; admin1: string | null; country: string | null; lat: number; lon: number }

/** Ids by name: of places from the gazetteer, of actors from those known. */
export async function offer(field: string, value: HTMLInputElement, found: HTMLElement, country: string | null): Promise<void> {
  const words = value.value.trim();
  if (!words) return;
  let options: [string, string][];
  if (field === "place") {
    // Places that the store has met are named by id; others of the gazetteer by name and point.
    const [met, known] = await Promise.all([ask<{ places: Place[] }>("/api/places", { text: words }), ask<Place[]>("/api/places/lookup", { name: words, country })]);
    const ids = new Set(met.places.map(({ place }) => place));
    const told = ({ name, kind, admin1, country: of, lat, lon }: Place): string => `${name} – ${[kind, admin1, of].filter(Boolean).join(", ")} (${lat.toFixed(2)}, ${lon.toFixed(2)})`;
    options = [
      ...met.places.map((each): [string, string] => [each.place, told(each)]),
      ...known.filter(({ place }) => !ids.has(place)).map((each): [string, string] => [`${each.name} @ ${each.lat.toFixed(4)}, ${each.lon.toFixed(4)} ± ${each.radius_km}`, told(each)]),
    ];
  } else {
    const names = await ask<Record<string, string>>("/api/names");
    options = Object.entries(names).filter(([id, name]) => name.toLowerCase().includes(words.toLowerCase()) || id === words);
  }
  fill(
    found,
    options.length === 0 ? h("p", { class: "hint" }, "Nothing of that name is known.") : options.slice(0, 8).map(([id, told]) =>
      h("button", { type: "button", class: "choice", onclick: () => { value.value = id; fill(found); value.focus(); } }, told)),
  );
}

function merging(detail: EventDetail): Asked {
  const list = h("div", { class: "candidates", role: "radiogroup", "aria-label": "The event to merge with" }, h("p", { class: "hint" }, "Looking for events near it …"));
  load().then(
    (events) => { fill(list, near(events, detail).map(({ at, words }, index) => h("label", { class: "choice" }, h("input", { type: "radio", name: "other", value: events.columns.event[at], "data-first": index === 0 }), h("span", {}, words), h("small", {}, events.columns.event[at] ?? "")))); if (!list.childElementCount) fill(list, h("p", { class: "hint" }, "No other event is near it in days and place.")); list.querySelector<HTMLElement>("input")?.focus(); },
    () => { fill(list, h("p", { class: "hint" }, "The events could not be loaded.")); },
  );
  const chosen = (): string | null => list.querySelector<HTMLInputElement>("input:checked")?.value ?? null;
  return {
    title: "Merge with another event",
    submit: "Merge",
    body: list,
    judging: () => (chosen() ? { verb: "same", claims: detail.event.claims } : null),
    send: async (by, because) => {
      const other = await ask<EventDetail>(`/api/events/${chosen() ?? ""}`);
      return record({ verb: "same", claims: [...detail.event.claims, ...other.event.claims] }, by, because);
    },
  };
}

/** Events that may be the same: near in days and on the ground, the nearest first. */
function near(events: Events, { event }: EventDetail): { at: number; words: string }[] {
  const here = events.index.get(event.event);
  if (here === undefined) return [];
  const { columns } = events;
  const found: { at: number; far: number }[] = [];
  for (let at = 0; at < events.count; at++) {
    if (at === here) continue;
    const days = Math.max(0, (events.earliest[at] ?? 0) - (events.latest[here] ?? 0), (events.earliest[here] ?? 0) - (events.latest[at] ?? 0));
    const apart = Math.hypot((events.x[at] ?? NaN) - (events.x[here] ?? NaN), (events.y[at] ?? NaN) - (events.y[here] ?? NaN)) * 40_000;
    const far = days + (Number.isNaN(apart) ? 3 : apart / 12) + (columns.type[at] === columns.type[here] ? 0 : 2);
    if (days <= 10 && far < 12) found.push({ at, far });
  }
  return found.sort((one, two) => one.far - two.far).slice(0, 10).map(({ at }) => ({
    at,
    words: `${capital(plain(columns.type[at] ?? ""))}, ${columns.places[columns.place[at] ?? -1]?.name ?? "place not known"}, ${events.dated(at) ? runWords(columns.earliest[at] ?? null, columns.latest[at] ?? null) : "not dated"}`,
  }));
}

function splitting(detail: EventDetail): Asked {
  const own = new Set([...detail.event.claims, ...detail.event.beside]);
  const boxes = detail.claims.filter(({ claim }) => own.has(claim.claim)).map(({ claim }, index) => {
    const box = h("input", { type: "checkbox", name: "apart", value: claim.claim, "data-first": index === 0 });
    return { box, element: h("label", { class: "choice" }, box, h("span", { dir: "auto" }, claim.evidence.text), h("small", {}, claim.report)) };
  });
  const split = (): [string[], string[]] => [boxes.filter(({ box }) => box.checked).map(({ box }) => box.value), boxes.filter(({ box }) => !box.checked).map(({ box }) => box.value)];
  return {
    title: "Split: choose the claims that tell another event",
    submit: "Split",
    body: h("div", { class: "candidates" }, boxes.map(({ element }) => element)),
    judging: () => {
      const [apart, rest] = split();
      return apart.length && rest.length ? { verb: "not-same", claims: apart, others: rest } : null;
    },
  };
}

/** Keys that press the button of theirs, where nobody is typing. */
export function shortcuts(root: HTMLElement): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target instanceof HTMLElement && (target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") || target.isContentEditable)) return;
    if (event.key === "u" && undoIt()) {
      event.preventDefault();
      return;
    }
    const button = root.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(event.key)}"]`);
    if (button === null || button.disabled) return;
    event.preventDefault();
    button.click();
  };
  document.addEventListener("keydown", listen);
  return () => { document.removeEventListener("keydown", listen); };
}
