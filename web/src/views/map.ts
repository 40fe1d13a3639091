/** The first view: the map with its list, filters, legend and timeline. */

import { ask, type Query } from "../api";
import { control, type Control } from "../control";
import { fill, h, icon, ICONS } from "../dom";
import { load, type Events } from "../events";
import { FilterBar } from "../filters";
import { List, summary } from "../list";
import type { Atlas } from "../map/atlas";
import { HOLDER_COLOURS, OTHER_HOLDER } from "../map/marks";
import { keepMap, type View } from "../router";
import { nothing, trouble, typeSign } from "../signs";
import { readCamera, readFilters, writeFilters, type Camera, type Filters } from "../state";
import { Timeline } from "../timeline";
import { dayWords, many } from "../words";

/** Holders that the key names; the others have one colour. */
const LISTED = HOLDER_COLOURS.length;

export function mapView(): View {
  const place = h("div", { class: "map-view" });
  let open: MapScreen | null = null;
  const start = (): void => {
    open = new MapScreen(place);
    open.start().catch((error: unknown) => { fill(place, trouble(error, start)); });
  };
  start();
  return { element: place, title: "Map", close: () => { open?.close(); }, moved: () => { open?.readAddress(); } };
}

class MapScreen {
  private filters: Filters = readFilters(location.search);
  private camera: Camera | null = readCamera(location.search);
  private readonly timeline: Timeline;
  private readonly bar: FilterBar;
  private readonly list: List;
  private readonly counts = h("p", { class: "counts", role: "status" }, "Loading events …");
  private readonly scope = h("div", { class: "scope" });
  private readonly order = h("div", { class: "order" });
  private latestFirst = true;
  private readonly legend = h("section", { class: "legend", "aria-label": "Control and signs" });
  private legendOpen = matchMedia("(min-width: 761px)").matches;
  private readonly canvas = h("div", { class: "canvas" });
  private atlas: Atlas | null = null;
  private events: Events | null = null;
  private told: { text: string; ids: ReadonlySet<string> } | null = null;
  private here: number[] | null = null;
  private shown: Int32Array = new Int32Array();
  private colours = new Map<string, string>();
  private held: readonly Control[] = [];
  private asked = 0;
  private counted = "";
  private closed = false;

  constructor(private readonly place: HTMLElement) {
    this.timeline = new Timeline((chosen, settled) => { this.change({ ...this.filters, ...chosen }, settled); });
    this.bar = new FilterBar(this.filters, (filters) => { this.change({ ...filters, from: this.filters.from, to: this.filters.to, known: this.filters.known }, true); });
    this.list = new List((at) => { this.atlas?.choose(at); });
    fill(
      place,
      h("div", { class: "side" }, this.bar.element, h("div", { class: "strip" }, this.counts, this.scope, this.order), this.list.element),
      h("div", { class: "stage" }, this.canvas, this.legend),
      this.timeline.element,
    );
  }

  async start(): Promise<void> {
    const events = await load();
    if (this.closed) return;
    this.events = events;
    if (events.count === 0) {
      fill(this.place, nothing("This store holds no events yet.", "Code reports into it with ", h("code", {}, "affray code my-reports --into war.duckdb"), "."));
      return;
    }
    this.bar.offer(events);
    this.timeline.extent(events);
    this.timeline.show(this.filters);
    await this.refresh();
    document.documentElement.dataset["ready"] = "map";
    // The map's engine is the largest part of the app: it comes once the list and the timeline are there.
    await new Promise((wake) => { requestAnimationFrame(wake); });
    await this.mount(events);
  }

  private async mount(events: Events): Promise<void> {
    try {
      const { Atlas: Engine } = await import("../map/atlas");
      if (this.closed) return;
      this.atlas = new Engine(this.canvas, this.camera, {
        picked: (members) => { this.pick(members); },
        moved: (camera) => { this.camera = camera; this.keep(); },
        holder: (held) => { this.holder(held); },
      });
    } catch {
      fill(this.canvas, nothing("The map needs WebGL, which this browser does not give.", "The list, the filters and the timeline work without it."));
      return;
    }
    const framed = this.camera !== null;
    this.atlas.show(events, this.shown, this.filters.known);
    this.atlas.control(this.held, this.colours);
    if (!framed) this.atlas.frame(this.shown);
  }

  close(): void {
    this.closed = true;
    this.timeline.close();
    this.bar.close();
    this.atlas?.close();
  }

  readAddress(): void {
    this.filters = readFilters(location.search);
    this.bar.show(this.filters);
    this.timeline.show(this.filters);
    void this.refresh();
  }

  private change(filters: Filters, settled: boolean): void {
    this.filters = filters;
    this.here = null;
    if (settled) this.keep();
    this.bar.show(filters);
    this.timeline.show(filters);
    void this.refresh();
  }

  private keep(): void {
    if (this.closed) return;
    const address = location.pathname + writeFilters(this.filters, this.camera);
    history.replaceState(history.state, "", address);
    keepMap(address);
  }

  private async refresh(): Promise<void> {
    const { events } = this;
    if (events === null) return;
    const turn = ++this.asked;
    try {
      await this.words();
    } catch (error) {
      this.counts.textContent = error instanceof Error ? error.message : String(error);
      return;
    }
    if (turn !== this.asked || this.closed) return;
    const start = performance.now();
    const ids = this.told?.ids ?? null;
    this.shown = events.matching(this.filters, ids);
    const others = JSON.stringify({ ...this.filters, from: null, to: null });
    if (others !== this.counted) {
      // The bars are those of all days, so a change of days alone leaves them.
      this.counted = others;
      this.timeline.bars(events.matching({ ...this.filters, from: null, to: null }, ids));
    }
    this.atlas?.show(events, this.shown, this.filters.known);
    this.drawList();
    performance.measure("affray-refresh", { start, end: performance.now() });
    void this.drawControl(turn);
  }

  /** Words are looked for by the server, in the sentences. */
  private async words(): Promise<void> {
    const { text } = this.filters;
    if (text === "") this.told = null;
    else if (this.told?.text !== text) this.told = { text, ids: new Set(await ask<string[]>("/api/events/ids", { text } satisfies Query)) };
  }

  private drawList(): void {
    const { events } = this;
    if (events === null) return;
    const rows = this.here ?? this.shown;
    const { length } = rows;
    this.counts.textContent = this.here ? `${summary(length)} here` : length === events.count ? summary(length) : `${summary(length)} of ${events.count.toLocaleString("en")}`;
    fill(this.scope, this.here ? h("button", { type: "button", class: "chip", onclick: () => { this.here = null; this.drawList(); this.atlas?.choose(null); } }, "here only", icon(ICONS.close)) : null);
    fill(this.order, h("button", { type: "button", class: "quiet words", onclick: () => { this.latestFirst = !this.latestFirst; this.drawList(); this.list.top(); } }, this.latestFirst ? "latest first" : "earliest first"));
    this.list.show(events, events.sorted(rows, this.latestFirst), this.filters.known);
  }

  private pick(members: number[]): void {
    this.here = [...members].sort((one, two) => one - two);
    const [first] = this.here;
    if (first !== undefined) this.atlas?.choose(first);
    this.drawList();
    this.list.top();
  }

  private holder(held: Control): void {
    const { lat, lon } = held;
    const told = held.spells.map((spell) =>
      h("li", {}, h("b", {}, spell.holders.map(({ name }) => name).join(", ") || spell.words || "unknown"), ` ${spell.state === "contested" ? "contest it" : "held it"}`, since(spell.since_earliest, spell.since_latest), `; last told ${spell.last_told} by ${spell.roots.join(", ")}`, spell.implied ? " (no claim tells of the change)" : ""),
    );
    fill(
      this.legend.querySelector(".picked") ?? this.legend,
      h("button", { type: "button", class: "quiet corner", "aria-label": "Close", onclick: () => { void this.drawControl(this.asked); } }, icon(ICONS.close)),
      h("h3", {}, held.spells[0]?.place ? h("a", { href: `/place/${encodeURIComponent(held.spells[0].place.split("#")[0] ?? "")}` }, held.name) : held.name), h("ul", {}, told), h("p", { class: "hint" }, `${lat.toFixed(3)}, ${lon.toFixed(3)}`),
    );
  }

  private async drawControl(turn: number): Promise<void> {
    const on = this.timeline.day();
    const { known } = this.filters;
    let held: Control[] = [];
    let failed = "";
    if (this.filters.control) {
      try {
        held = await control(on, known);
      } catch (error) {
        failed = error instanceof Error ? error.message : String(error);
      }
    }
    if (turn !== this.asked || this.closed) return;
    this.colour(held);
    this.held = held;
    this.atlas?.control(held, this.colours);
    const toggle = h("input", { type: "checkbox", checked: this.filters.control });
    toggle.addEventListener("change", () => { this.change({ ...this.filters, control: toggle.checked }, true); });
    const counts = new Map<string, { name: string; places: number }>();
    for (const { holders, contested } of held) {
      for (const { id, name } of contested ? [] : holders) counts.set(id, { name, places: (counts.get(id)?.places ?? 0) + 1 });
    }
    const contested = held.filter((each) => each.contested).length;
    const fold = h("details", { class: "fold", open: this.legendOpen }, h("summary", {}, "Key"), this.key(counts, contested, failed), signs());
    fold.addEventListener("toggle", () => { this.legendOpen = fold.open; });
    fill(
      this.legend,
      h("label", { class: "title" }, toggle, h("b", {}, "Control"), h("span", {}, ` on ${dayWords(on)}${known === null ? "" : `, as known by ${dayWords(known)}`}`)),
      failed ? h("p", { class: "hint", role: "alert" }, failed) : null,
      fold,
      h("div", { class: "picked" }),
    );
    document.documentElement.dataset["held"] = held.map((each) => `${each.name}:${each.holders.map(({ id }) => id).join("+")}`).sort().join(";");
  }

  private key(counts: ReadonlyMap<string, { name: string; places: number }>, contested: number, failed: string): HTMLElement | null {
    if (!this.filters.control || failed) return null;
    const ranked = [...counts].sort((one, two) => two[1].places - one[1].places);
    const rest = ranked.slice(LISTED).reduce((sum, [, { places }]) => sum + places, 0);
    return h(
      "ul", { class: "holders" },
      ranked.slice(0, LISTED).map(([id, { name, places }]) => h("li", {}, swatch(this.colours.get(id) ?? OTHER_HOLDER), h("a", { href: `/actor/${encodeURIComponent(id)}` }, name), h("small", {}, many(places, "place")))),
      rest ? h("li", {}, swatch(OTHER_HOLDER), h("span", {}, many(ranked.length - LISTED, "other")), h("small", {}, many(rest, "place"))) : null,
      contested ? h("li", {}, h("i", { class: "swatch hatched", "aria-hidden": "true" }), h("span", {}, "contested, or told otherwise"), h("small", {}, many(contested, "place"))) : null,
      ranked.length || contested ? h("li", { class: "hint" }, "Paler: last told longer ago.") : h("li", { class: "hint" }, "No claim tells who held a place by then."),
    );
  }

  /** A holder keeps its colour while the days change. */
  private colour(held: readonly Control[]): void {
    const places = new Map<string, number>();
    for (const { holders } of held) for (const { id } of holders) places.set(id, (places.get(id) ?? 0) + 1);
    for (const [id] of [...places].sort((one, two) => two[1] - one[1])) {
      if (!this.colours.has(id)) this.colours.set(id, HOLDER_COLOURS[this.colours.size] ?? OTHER_HOLDER);
    }
  }
}

/** What the signs of events mean. */
function signs(): HTMLElement {
  const line = (type: string, words: string): HTMLElement => h("li", {}, typeSign(type), words);
  return h(
    "ul", { class: "signs" },
    line("clash", "fighting"), line("killing", "harm"), line("capture", "territory"), line("mobilization", "forces"), line("talks", "relations, captives, words, aid"),
    h("li", {}, h("i", { class: "dashed", "aria-hidden": "true" }), "sources contradict each other"),
  );
}

function since(earliest: string | null, latest: string | null): string {
  if (earliest !== null && earliest === latest) return ` since ${earliest}`;
  if (latest !== null) return ` since ${latest} at the latest`;
  return "";
}

function swatch(colour: string): HTMLElement {
  return h("i", { class: "swatch", style: { background: colour }, "aria-hidden": "true" });
}
