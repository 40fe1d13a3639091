/** The events beside the map: only the rows in view are drawn, so 50,000 scroll as 50. */

import { h, type Child } from "./dom";
import type { Events } from "./events";
import { actorNames } from "./names";
import { gradeSign, nothing, typeSign } from "./signs";
import { bounds, capital, many, plain, runWords } from "./words";

export const ROW = 76;

export class List {
  readonly element: HTMLElement;
  private readonly rows = h("ol", { class: "rows" });
  private readonly scroll: HTMLElement;
  private events: Events | null = null;
  private shown: Int32Array = new Int32Array();
  private known: number | null = null;
  private range: [number, number] = [-1, -1];
  private due = 0;

  constructor(private readonly over: (at: number | null) => void) {
    this.scroll = h("div", { class: "scroll", tabindex: -1 }, this.rows);
    this.scroll.addEventListener("scroll", () => { this.soon(); }, { passive: true });
    this.element = h("section", { class: "list", "aria-label": "Events" }, this.scroll);
    this.rows.addEventListener("keydown", (event) => { this.key(event); });
    new ResizeObserver(() => { this.soon(); }).observe(this.scroll);
  }

  show(events: Events, shown: Int32Array, known: number | null): void {
    this.events = events;
    this.shown = shown;
    this.known = known;
    this.range = [-1, -1];
    this.soon();
  }

  top(): void {
    this.scroll.scrollTop = 0;
  }

  private soon(): void {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { events, shown } = this;
    if (events === null) return;
    if (shown.length === 0) {
      this.rows.style.setProperty("height", "auto");
      this.rows.replaceChildren(h("li", { class: "none" }, nothing("No event fits.", "Widen the days or take a filter away.")));
      return;
    }
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / ROW) - 4);
    const last = Math.min(shown.length, first + Math.ceil(this.scroll.clientHeight / ROW) + 8);
    if (first === this.range[0] && last === this.range[1]) return;
    this.range = [first, last];
    const focused = document.activeElement instanceof HTMLElement && this.rows.contains(document.activeElement) ? document.activeElement.closest("li")?.dataset["row"] : undefined;
    this.rows.style.setProperty("height", `${shown.length * ROW}px`);
    this.rows.replaceChildren();
    for (let row = first; row < last; row++) {
      const item = this.row(events, shown[row] ?? 0, row);
      this.rows.append(item);
      if (String(row) === focused) item.querySelector("a")?.focus({ preventScroll: true });
    }
  }

  private row(events: Events, at: number, row: number): HTMLElement {
    const { columns } = events;
    const type = columns.type[at] ?? "";
    const place = columns.places[columns.place[at] ?? -1];
    const { low, high } = events.killed(at, this.known);
    const stance = columns.stance[at] ?? "asserted";
    const days = events.dated(at) ? runWords(columns.earliest[at] ?? null, columns.latest[at] ?? null) : "not dated";
    const sides = sidesOf(events, at);
    return h(
      "li", { "data-row": row, style: { top: `${row * ROW}px` }, "aria-setsize": this.shown.length, "aria-posinset": row + 1 },
      h(
        "a", { href: `/event/${columns.event[at] ?? ""}`, onmouseenter: () => { this.over(at); }, onmouseleave: () => { this.over(null); }, onfocus: () => { this.over(at); } },
        h("span", { class: "head" }, typeSign(type), h("b", {}, capital(plain(type))), place ? h("span", { class: "place" }, place.name) : h("span", { class: "place none" }, "place not known"), h("span", { class: "days" }, days)),
        h("span", { class: "sides" }, sides.length ? sides : h("i", {}, "no party named")),
        h(
          "span", { class: "foot" },
          gradeSign(events.grade(at, this.known), (columns.roots[at] ?? []).length),
          stance === "asserted" ? null : h("span", { class: "stance" }, plain(stance)),
          columns.aggregate[at] ? h("span", { class: "stance" }, "total of a period") : null,
          low === null && high === null ? null : h("span", { class: "killed" }, `${bounds({ low, high })} killed`),
          columns.verdict[at] ? h("span", { class: "verdict" }, columns.verdict[at] === "accept" ? "accepted" : "rejected") : null,
        ),
      ),
    );
  }

  private key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    const here = event.target instanceof Element ? event.target.closest("li") : null;
    if (by === undefined || here === null) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(this.shown.length - 1, Number(here.dataset["row"]) + by));
    const top = next * ROW;
    if (top < this.scroll.scrollTop) this.scroll.scrollTop = top;
    else if (top + ROW > this.scroll.scrollTop + this.scroll.clientHeight) this.scroll.scrollTop = top + ROW - this.scroll.clientHeight;
    this.draw();
    this.rows.querySelector<HTMLElement>(`li[data-row="${next}"] a`)?.focus({ preventScroll: true });
  }
}

/** "Islamic State → Syrian Armed Forces"; a clash has two sides and no arrow. */
export function sidesOf(events: Events, at: number): Child[] {
  const { columns } = events;
  const one = actorNames(events, columns.a[at] ?? []);
  const two = actorNames(events, columns.b[at] ?? []);
  if (!one && !two) return [];
  const between = columns.type[at] === "clash" ? " and " : " → ";
  if (!two) return [one];
  if (!one) return [`${between.trim()} `, two];
  return [one, between, two];
}

export function summary(count: number): string {
  return count === 0 ? "No events" : many(count, "event");
}
