/** Filters by type, actor, grade and source, each a list that opens under its name. */

import { h, icon, ICONS } from "./dom";
import type { Events } from "./events";
import { narrowed, type Filters } from "./state";
import { typeSign } from "./signs";
import { capital, count, FAMILY_NAMES, GRADE_WORDS, GRADES, plain, typesOf } from "./words";

type Field = "types" | "actors" | "grades" | "sources";
interface Option { id: string; name: string; count: number; group?: string }

const TITLES: Record<Field, string> = { types: "Type", actors: "Actor", grades: "Grade", sources: "Source" };

export class FilterBar {
  readonly element: HTMLElement;
  private readonly search = h("input", { type: "search", name: "text", placeholder: "Words in the sentences", "aria-label": "Words in the sentences", autocomplete: "off" });
  private readonly menus = h("div", { class: "menus" });
  private readonly chips = h("div", { class: "chips" });
  private filters: Filters;
  private options: Record<Field, Option[]> = { types: [], actors: [], grades: [], sources: [] };

  constructor(filters: Filters, private readonly changed: (filters: Filters) => void) {
    this.filters = filters;
    this.search.value = filters.text;
    let timer = 0;
    this.search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => { this.set({ text: this.search.value.trim() }); }, 250);
    });
    this.element = h(
      "form", { class: "filters", role: "search", "aria-label": "Filter events", onsubmit: (event: SubmitEvent) => { event.preventDefault(); } },
      h("label", { class: "find" }, icon(ICONS.search), this.search), this.menus, this.chips,
    );
    document.addEventListener("click", this.outside);
    document.addEventListener("keydown", this.escape);
  }

  close(): void {
    document.removeEventListener("click", this.outside);
    document.removeEventListener("keydown", this.escape);
  }

  offer(events: Events): void {
    this.options = {
      types: typeOptions(events),
      grades: GRADES.map((id) => ({ id, name: capital(GRADE_WORDS[id] ?? id), count: events.columns.grade.filter((grade) => grade === id).length })),
      actors: counted(events.columns.actors, [events.columns.a, events.columns.b]),
      sources: counted(events.columns.sources, [events.columns.roots]),
    };
    this.menus.replaceChildren(...(Object.keys(TITLES) as Field[]).map((field) => this.menu(field)));
    this.reflect();
  }

  show(filters: Filters): void {
    this.filters = filters;
    if (document.activeElement !== this.search) this.search.value = filters.text;
    this.reflect();
  }

  private set(some: Partial<Filters>): void {
    this.filters = { ...this.filters, ...some };
    this.reflect();
    this.changed(this.filters);
  }

  private menu(field: Field): HTMLElement {
    const items = h("div", { class: "items", role: "group", "aria-label": TITLES[field] });
    const options = this.options[field];
    const find = h("input", { type: "search", placeholder: `Find among ${count(options.length)}`, "aria-label": `Find ${TITLES[field].toLowerCase()}` });
    const draw = (): void => {
      const words = find.value.trim().toLowerCase();
      const found = options.filter(({ id, name }) => !words || name.toLowerCase().includes(words) || id.includes(words)).slice(0, 200);
      let group = "";
      items.replaceChildren();
      for (const option of found) {
        if (option.group !== undefined && option.group !== group) {
          group = option.group;
          const types = typesOf(group as "fighting").filter((type) => options.some(({ id }) => id === type));
          items.append(h("button", { type: "button", class: "group", title: `All of ${group}`, onclick: () => { this.group(types); draw(); } }, capital(group)));
        }
        items.append(this.option(field, option));
      }
      if (found.length === 0) items.append(h("p", { class: "hint" }, "None of that name."));
    };
    find.addEventListener("input", draw);
    const panel = h("div", { class: "panel" }, options.length > 12 ? find : null, items);
    const menu = h("details", { class: "menu", "data-field": field }, h("summary", {}, TITLES[field], h("span", { class: "number" }), icon(ICONS.down)), panel);
    menu.addEventListener("toggle", () => {
      if (!menu.open) return;
      for (const other of this.menus.querySelectorAll("details")) if (other !== menu) other.open = false;
      draw();
    });
    return menu;
  }

  private option(field: Field, option: Option): HTMLElement {
    const box = h("input", { type: "checkbox", name: field, checked: this.filters[field].includes(option.id) });
    box.addEventListener("change", () => {
      const others = this.filters[field].filter((id) => id !== option.id);
      this.set({ [field]: box.checked ? [...others, option.id] : others });
    });
    return h("label", { class: "option" }, box, field === "types" ? typeSign(option.id) : null, h("span", {}, option.name), h("small", {}, count(option.count)));
  }

  private group(types: readonly string[]): void {
    const all = types.every((type) => this.filters.types.includes(type));
    const others = this.filters.types.filter((type) => !types.includes(type));
    this.set({ types: all ? others : [...others, ...types] });
  }

  private reflect(): void {
    const chips: HTMLElement[] = [];
    for (const field of Object.keys(TITLES) as Field[]) {
      const number = this.menus.querySelector(`details[data-field="${field}"] .number`);
      if (number) number.textContent = this.filters[field].length ? String(this.filters[field].length) : "";
      for (const id of this.filters[field]) {
        const name = this.options[field].find((option) => option.id === id)?.name ?? plain(id);
        chips.push(chip(name, () => { this.set({ [field]: this.filters[field].filter((each) => each !== id) }); }));
      }
    }
    if (this.filters.place !== null) chips.push(chip("this place", () => { this.set({ place: null }); }));
    if (narrowed(this.filters)) {
      chips.push(h("button", { type: "button", class: "quiet words", onclick: () => {
        this.search.value = "";
        this.set({ types: [], actors: [], grades: [], sources: [], text: "", place: null });
      } }, "Clear"));
    }
    this.chips.replaceChildren(...chips);
  }

  private readonly outside = (event: MouseEvent): void => {
    for (const menu of this.menus.querySelectorAll("details[open]")) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
    }
  };

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    const open = this.menus.querySelector("details[open]");
    open?.removeAttribute("open");
    open?.querySelector("summary")?.focus();
  };
}

function chip(name: string, drop: () => void): HTMLElement {
  return h("button", { type: "button", class: "chip", "aria-label": `Take the filter ${name} away`, onclick: drop }, name, icon(ICONS.close));
}

function typeOptions(events: Events): Option[] {
  const counts = new Map<string, number>();
  for (const type of events.columns.type) counts.set(type, (counts.get(type) ?? 0) + 1);
  return FAMILY_NAMES.flatMap((group) =>
    typesOf(group).filter((type) => counts.has(type)).map((id) => ({ id, name: capital(plain(id)), count: counts.get(id) ?? 0, group })),
  );
}

function counted(named: readonly { id: string; name: string }[], lists: readonly number[][][]): Option[] {
  const counts = new Int32Array(named.length);
  for (const list of lists) for (const numbers of list) for (const at of numbers) counts[at] = (counts[at] ?? 0) + 1;
  return named.map(({ id, name }, at) => ({ id, name, count: counts[at] ?? 0 })).sort((one, two) => two.count - one.count || one.name.localeCompare(two.name));
}
