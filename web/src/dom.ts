/** Elements from words. Text is only ever set as text, so a report's markup shows as what it is. */

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Handlers = { [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void };
export type Attributes = Handlers & Record<string, unknown>;

const SVG = "http://www.w3.org/2000/svg";

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes);
  put(element, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, unknown> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes);
  put(element, children);
  return element;
}

function dress(element: HTMLElement | SVGElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name === "href" && typeof value === "string") {
      element.setAttribute("href", address(value));
    } else if (name === "style" && typeof value === "object") {
      for (const [property, set] of Object.entries(value)) element.style.setProperty(property, String(set));
    } else if (name === "value" && element instanceof HTMLInputElement) {
      element.value = plainly(value);
    } else {
      element.setAttribute(name, value === true ? "" : plainly(value));
    }
  }
}

function plainly(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** Only addresses of our own, of the page and of the web are made links. */
function address(value: string): string {
  return /^(\/(?!\/)|#|\?|https?:\/\/)/i.test(value) ? value : "#";
}

/** A link to another's page; words alone where its address is none of the web. */
export function outward(url: string, words: string): Node {
  let safe: URL | null = null;
  try {
    safe = new URL(url);
  } catch {
    /* no address at all */
  }
  if (safe === null || (safe.protocol !== "http:" && safe.protocol !== "https:")) return document.createTextNode(words);
  return h("a", { href: safe.href, rel: "noopener noreferrer", target: "_blank" }, words);
}

export function put(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) put(parent, child as readonly Child[]);
    else if (child instanceof Node) parent.appendChild(child);
    else parent.appendChild(document.createTextNode(plainly(child)));
  }
}

/** Put these in place of all that an element holds. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  put(parent, children);
}

export function icon(path: string, label?: string): SVGElement {
  return s(
    "svg",
    { viewBox: "0 0 16 16", class: "icon", "aria-hidden": label ? null : "true", role: label ? "img" : null, "aria-label": label },
    s("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}

export const ICONS = {
  close: "M4 4l8 8M12 4l-8 8",
  next: "M6 3l5 5-5 5",
  back: "M10 3L5 8l5 5",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3.5 3.5",
  play: "M5 3l8 5-8 5z",
  pause: "M5 3v10M11 3v10",
  theme: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
  down: "M3 6l5 5 5-5",
};
