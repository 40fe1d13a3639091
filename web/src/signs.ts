/** Small signs that several views share: an event's shape, its grade, an actor's link. */

import { h, s, type Child } from "./dom";
import { family, GRADE_WORDS, plain, violent } from "./words";
import { SHAPES, type Shape } from "./map/marks";

const PATHS: Record<Shape, string> = {
  disc: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 1 0 8 2.2z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1.4L14.6 8 8 14.6 1.4 8z",
  triangle: "M8 2l6.4 11.4H1.6z",
  ring: "M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3z",
};

/** The sign of a type, as on the map. */
export function typeSign(type: string): SVGElement {
  const kind = family(type);
  const shape = SHAPES[kind];
  return s(
    "svg",
    { viewBox: "0 0 16 16", class: `sign ${violent(kind) ? "hot" : ""} ${shape}`, "aria-hidden": "true" },
    s("path", { d: PATHS[shape] }),
  );
}

/** One source, several that agree, several that contradict each other: told by form, words and colour. */
export function gradeSign(grade: string, sources: number): HTMLElement {
  const words = grade === "single-source" ? "one source" : `${GRADE_WORDS[grade] ?? plain(grade)}, ${sources} sources`;
  return h("span", { class: `grade ${grade}` }, h("i", { "aria-hidden": "true" }), words);
}

export function actorLink(id: string, names: Readonly<Record<string, string>>): HTMLElement {
  return h("a", { href: `/actor/${encodeURIComponent(id)}` }, names[id] ?? id);
}

/** "one, two and three" */
export function listed(items: readonly Child[]): Child[] {
  return items.flatMap((item, at) => (at === 0 ? [item] : [at === items.length - 1 ? " and " : ", ", item]));
}

export function wait(words: string): HTMLElement {
  return h("p", { class: "wait", role: "status" }, words);
}

export function nothing(title: string, ...more: Child[]): HTMLElement {
  return h("div", { class: "nothing" }, h("p", { class: "big" }, title), h("p", {}, ...more));
}

/** What went wrong, and a way on. */
export function trouble(error: unknown, again: () => void): HTMLElement {
  const words = error instanceof Error ? error.message : String(error);
  return h("div", { class: "nothing trouble", role: "alert" }, h("p", { class: "big" }, "This could not be loaded."), h("p", {}, words), h("p", {}, h("button", { type: "button", onclick: again }, "Try again")));
}
