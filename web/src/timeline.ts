/** Events by day, and the two sliders beneath: when it happened, and by when it was known. */

import { h, icon, ICONS } from "./dom";
import type { Events } from "./events";
import { ink, onTheme } from "./ink";
import { capital, dayWords, iso, many, monthName, parts, toDay } from "./words";

export interface Chosen { from: number | null; to: number | null; known: number | null }

/** An event that may be of any of more days than these is drawn on none. */
const MOST_DAYS = 31;
const HEIGHT = 64;

export class Timeline {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { class: "bars", role: "img" });
  private readonly from = slider("from", "First day it happened");
  private readonly to = slider("to", "Last day it happened");
  private readonly known = slider("known", "Known by");
  private readonly fromText = dateField("First day");
  private readonly toText = dateField("Last day");
  private readonly knownText = dateField("Known by day");
  private readonly told = h("p", { class: "told" });
  private readonly play = h("button", { type: "button", class: "quiet", "aria-label": "Play the days" }, icon(ICONS.play));
  private readonly shade = h("div", { class: "shade", "aria-hidden": "true" });
  private readonly fill = h("div", { class: "span", "aria-hidden": "true" });
  private first = 0;
  private last = 1;
  private knownLast = 1;
  private chosen: Chosen = { from: null, to: null, known: null };
  private events: Events | null = null;
  private shown: Int32Array = new Int32Array();
  private timer = 0;
  private readonly ends: (() => void)[] = [];

  constructor(private readonly changed: (chosen: Chosen, settled: boolean) => void) {
    const step = (by: number): (() => void) => () => { this.step(by); };
    this.element = h(
      "section", { class: "timeline", "aria-label": "Timeline" },
      h("div", { class: "row chart" }, h("div", { class: "lead" }, this.told), h("div", { class: "track" }, this.canvas, this.shade), h("div", { class: "trail" })),
      h(
        "div", { class: "row" }, h("div", { class: "lead" }, h("span", {}, "Happened")),
        h("div", { class: "track two" }, this.fill, this.from, this.to),
        h("div", { class: "trail" }, this.fromText, h("span", { "aria-hidden": "true" }, "–"), this.toText,
          h("button", { type: "button", class: "quiet", "aria-label": "A day back", onclick: step(-1) }, icon(ICONS.back)),
          this.play,
          h("button", { type: "button", class: "quiet", "aria-label": "A day on", onclick: step(1) }, icon(ICONS.next)),
          h("button", { type: "button", class: "quiet words", onclick: () => { this.set({ ...this.chosen, from: null, to: null }); } }, "All")),
      ),
      h(
        "div", { class: "row" }, h("div", { class: "lead" }, h("span", { title: "What was published by this day" }, "Known by")),
        h("div", { class: "track" }, this.known),
        h("div", { class: "trail" }, this.knownText,
          h("button", { type: "button", class: "quiet words", onclick: () => { this.set({ ...this.chosen, known: null }); } }, "Now")),
      ),
    );
    this.listen();
    const watch = new ResizeObserver(() => { this.paint(); });
    watch.observe(this.canvas);
    this.ends.push(() => { watch.disconnect(); }, onTheme(() => { this.paint(); }));
  }

  /** The days that there are. */
  extent(events: Events): void {
    this.events = events;
    this.first = events.first ?? 0;
    this.last = Math.max(this.first + 1, events.last ?? 1);
    this.knownLast = Math.max(this.last, events.told?.[1] ?? this.last);
    const knownFirst = Math.min(events.told?.[0] ?? this.first, this.first);
    for (const [input, low, high] of [[this.from, this.first, this.last], [this.to, this.first, this.last], [this.known, knownFirst, this.knownLast]] as const) {
      input.min = String(low);
      input.max = String(high);
    }
    for (const field of [this.fromText, this.toText]) {
      field.min = iso(this.first);
      field.max = iso(this.last);
    }
    this.reflect();
  }

  show(chosen: Chosen): void {
    this.chosen = chosen;
    this.reflect();
  }

  /** The events to count: those that all filters but the days let through. */
  bars(shown: Int32Array): void {
    this.shown = shown;
    this.paint();
  }

  /** The day that control is shown for. */
  day(): number {
    return this.chosen.to ?? this.last;
  }

  close(): void {
    clearInterval(this.timer);
    for (const end of this.ends) end();
  }

  private listen(): void {
    const drag = (settled: boolean): void => {
      const from = Number(this.from.value);
      const to = Number(this.to.value);
      const known = Number(this.known.value);
      this.set(
        {
          from: Math.min(from, to) <= this.first ? null : Math.min(from, to),
          to: Math.max(from, to) >= this.last ? null : Math.max(from, to),
          known: known >= Number(this.known.max) ? null : known,
        },
        settled,
      );
    };
    for (const input of [this.from, this.to, this.known]) {
      input.addEventListener("input", () => { drag(false); });
      input.addEventListener("change", () => { drag(true); });
    }
    const typed = (field: HTMLInputElement, name: keyof Chosen): void => {
      field.addEventListener("change", () => {
        const day = field.value ? toDay(field.value) : null;
        const next = { ...this.chosen, [name]: day };
        if (next.from !== null && next.to !== null && next.to < next.from) {
          if (name === "from") next.to = next.from;
          else next.from = next.to;
        }
        this.set(next);
      });
    };
    typed(this.fromText, "from");
    typed(this.toText, "to");
    typed(this.knownText, "known");
    this.play.addEventListener("click", () => { this.toggle(); });
    this.brush();
  }

  /** Drag over the bars: the days dragged over. A click: that day. */
  private brush(): void {
    let start: number | null = null;
    const at = (event: PointerEvent): number => {
      const box = this.canvas.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
      return this.first + Math.min(this.last - this.first, Math.floor(share * (this.last - this.first + 1)));
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      start = at(event);
      this.canvas.setPointerCapture(event.pointerId);
      this.set({ ...this.chosen, from: start, to: start }, false);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const now = at(event);
      this.set({ ...this.chosen, from: Math.min(start, now), to: Math.max(start, now) }, false);
    });
    this.canvas.addEventListener("pointerup", () => {
      if (start === null) return;
      start = null;
      this.set(this.chosen, true);
    });
  }

  private set(chosen: Chosen, settled = true): void {
    this.chosen = chosen;
    this.reflect();
    this.changed(chosen, settled);
  }

  private step(by: number): void {
    const { from, to, known } = this.chosen;
    const width = (to ?? this.last) - (from ?? this.first);
    const all = from === null && to === null;
    const start = all ? (by > 0 ? this.first : this.last) : Math.max(this.first, Math.min(this.last - width, (from ?? this.first) + by));
    this.set({ from: start, to: all ? start : start + width, known });
  }

  private toggle(): void {
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = 0;
    } else {
      if (this.chosen.from === null && this.chosen.to === null) this.set({ ...this.chosen, from: this.first, to: this.first });
      this.timer = window.setInterval(() => {
        if ((this.chosen.to ?? this.last) >= this.last) this.toggle();
        else this.step(1);
      }, 450);
    }
    this.play.replaceChildren(icon(this.timer ? ICONS.pause : ICONS.play));
    this.play.setAttribute("aria-label", this.timer ? "Stop playing the days" : "Play the days");
  }

  private reflect(): void {
    const from = this.chosen.from ?? this.first;
    const to = this.chosen.to ?? this.last;
    const known = this.chosen.known ?? Number(this.known.max);
    this.from.value = String(from);
    this.to.value = String(to);
    this.known.value = String(known);
    this.from.setAttribute("aria-valuetext", dayWords(from));
    this.to.setAttribute("aria-valuetext", dayWords(to));
    this.known.setAttribute("aria-valuetext", this.chosen.known === null ? "all that is known now" : dayWords(known));
    this.fromText.value = iso(from);
    this.toText.value = iso(to);
    this.knownText.value = this.chosen.known === null ? "" : iso(known);
    const days = this.last - this.first + 1;
    const left = (100 * (from - this.first)) / days;
    const right = (100 * (to - this.first + 1)) / days;
    this.shade.style.setProperty("left", `${left}%`);
    this.shade.style.setProperty("width", `${Math.max(0, right - left)}%`);
    this.shade.hidden = this.chosen.from === null && this.chosen.to === null;
    const reach = Math.max(1, this.last - this.first);
    this.fill.style.setProperty("left", `${(100 * (from - this.first)) / reach}%`);
    this.fill.style.setProperty("width", `${(100 * (to - from)) / reach}%`);
    // The thumb that can still move lies on top.
    this.from.style.setProperty("z-index", from > (this.first + this.last) / 2 ? "3" : "2");
  }

  private paint(): void {
    const { canvas, events } = this;
    const width = canvas.clientWidth;
    const context = canvas.getContext("2d");
    if (events === null || width === 0 || context === null) return;
    const ratio = devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = HEIGHT * ratio;
    context.scale(ratio, ratio);
    const days = this.last - this.first + 1;
    const { hot, all, lost } = this.counted(events, days);
    const per = Math.max(1, Math.ceil((days * 3) / width));
    const bins = Math.ceil(days / per);
    const heights: [number, number][] = [];
    let most = 0;
    for (let bin = 0; bin < bins; bin++) {
      let one = 0;
      let two = 0;
      for (let day = bin * per; day < Math.min(days, (bin + 1) * per); day++) {
        one += hot[day] ?? 0;
        two += all[day] ?? 0;
      }
      heights.push([one, two]);
      most = Math.max(most, two);
    }
    const colours = ink();
    const floor = HEIGHT - 15;
    const wide = (width * per) / days;
    const gap = wide > 4 ? 1 : 0;
    heights.forEach(([one, two], bin) => {
      if (two <= 0.001) return;
      const tall = Math.max(1.5, (two / most) * (floor - 4));
      const under = (one / two) * tall;
      context.fillStyle = colours.muted;
      context.fillRect(bin * wide, floor - tall, Math.max(1, wide - gap), tall);
      context.fillStyle = colours.accent;
      context.fillRect(bin * wide, floor - under, Math.max(1, wide - gap), under);
    });
    this.axis(context, { width, floor, days });
    const unit = per === 1 ? "day" : `${per} days`;
    canvas.setAttribute("aria-label", `Events by ${unit}, ${dayWords(this.first)} to ${dayWords(this.last)}; at most ${Math.round(most)} in one`);
    this.told.textContent = `${capital(many(this.shown.length - lost, "event"))} by ${unit}` + (lost ? `; ${many(lost, "other")} not dated within a month` : "");
  }

  /** Counts by day; an event that may be of several days counts a part on each. */
  private counted(events: Events, days: number): { hot: Float64Array; all: Float64Array; lost: number } {
    const hot = new Float64Array(days);
    const all = new Float64Array(days);
    let lost = 0;
    for (const at of this.shown) {
      const one = events.earliest[at] ?? 0;
      const two = events.latest[at] ?? 0;
      const width = two - one + 1;
      if (width > MOST_DAYS) {
        lost++;
        continue;
      }
      const fierce = events.hot[at] === 1;
      for (let day = one - this.first; day <= two - this.first; day++) {
        if (day < 0 || day >= days) continue;
        all[day] = (all[day] ?? 0) + 1 / width;
        if (fierce) hot[day] = (hot[day] ?? 0) + 1 / width;
      }
    }
    return { hot, all, lost };
  }

  private axis(context: CanvasRenderingContext2D, { width, floor, days }: { width: number; floor: number; days: number }): void {
    const colours = ink();
    context.fillStyle = colours.line;
    context.fillRect(0, floor, width, 1);
    context.fillStyle = colours.muted;
    context.font = '11px "Source Sans 3 Variable", sans-serif';
    const years = days > 365 * 6;
    let free = -1;
    for (let day = 0; day < days; day++) {
      const date = parts(this.first + day);
      const tick = years ? date.month === 0 && date.day === 1 : days > 70 ? date.day === 1 : date.day === 1 || date.day % 7 === 1;
      if (!tick && day > 0) continue;
      const x = (day / days) * width;
      context.fillRect(x, floor, 1, 4);
      const label = years ? String(date.year) : days > 70 ? `${monthName(date.month)}${date.month === 0 || free < 0 ? ` ${date.year}` : ""}` : `${date.day} ${monthName(date.month)}${free < 0 ? ` ${date.year}` : ""}`;
      const long = context.measureText(label).width;
      if (x < free || x + long > width) continue;
      context.fillText(label, x + (day === 0 ? 0 : 2), HEIGHT - 2);
      free = x + long + 10;
    }
  }
}

function slider(name: string, label: string): HTMLInputElement {
  return h("input", { type: "range", name, step: 1, "aria-label": label });
}

function dateField(label: string): HTMLInputElement {
  return h("input", { type: "date", "aria-label": label });
}
