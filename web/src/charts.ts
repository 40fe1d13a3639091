/** Numbers as ranges and days as bars, drawn in SVG with words beside every mark. */

import type { Account, FigureRange } from "./api";
import { h, s, type Child } from "./dom";
import { bounds, capital, count, dayWords, monthName, parts, plain } from "./words";

/** One kind of figure: a bar a wording, open ends fading out, the choices of the rules as ticks above. */
export function figureChart(figure: FigureRange, rootName: (root: string) => string, toClaim: (account: Account) => string): HTMLElement {
  const known = figure.by.filter(({ low, high }) => low !== null || high !== null);
  const most = Math.max(1, ...known.map(({ low, high }) => high ?? (low ?? 0) * 1.35), figure.high ?? 0, figure.best ?? 0);
  const x = (value: number): number => (100 * value) / (most * 1.06);
  const sides: Record<string, string> = { a: "of the first side", b: "of the second side", civilians: "civilians" };
  const rules = figure.rules.filter((rule): rule is [string, number] => rule[1] !== null);
  const ticks = new Map<number, string[]>();
  for (const [rule, value] of rules) ticks.set(value, [...(ticks.get(value) ?? []), plain(rule)]);
  return h(
    "figure", { class: "figure" },
    h("figcaption", {}, h("b", {}, capital(plain(figure.kind))), figure.side ? ` ${sides[figure.side] ?? figure.side}` : "", h("span", { class: "sum" }, bounds(figure))),
    h(
      "div", { class: "ranges" },
      ticks.size ? h("div", { class: "line rules" }, h("span", { class: "who" }, "choice of rule"), h("div", { class: "plot" }, [...ticks].map(([value, names]) => h("span", { class: "tick", style: { left: `${x(value)}%` }, title: `${names.join(", ")}: ${count(value)}` }, h("i", { "aria-hidden": "true" }), h("span", {}, count(value))))), h("span", { class: "said" }, [...ticks].map(([value, names]) => `${names.join(" and ")}: ${count(value)}`).join("; "))) : null,
      figure.by.map((account) => rangeLine(account, rootName(account.root), { x, most, link: toClaim(account) })),
    ),
    h("div", { class: "line axis", "aria-hidden": "true" }, h("span", { class: "who" }), h("div", { class: "plot" }, niceTicks(most).map((value) => h("span", { class: "at", style: { left: `${x(value)}%` } }, count(value)))), h("span", { class: "said" })),
  );
}

function rangeLine(account: Account, who: string, { x, most, link }: { x: (value: number) => number; most: number; link: string }): HTMLElement {
  const { low, high, unknown, of, part } = account;
  let bar: Child = h("span", { class: "unknown" }, unknown ? "said to be unknown" : "no number");
  if (low !== null || high !== null) {
    const from = low ?? 0;
    const to = high ?? most * 1.06;
    const open = `${low === null ? "open-low" : ""} ${high === null ? "open-high" : ""}`;
    bar = h("span", { class: `range ${open} ${from === to ? "point" : ""}`, style: { left: `${x(from)}%`, width: `${Math.max(0, x(to) - x(from))}%` } });
  }
  return h(
    "div", { class: `line ${part ? "part" : ""}` },
    h("span", { class: "who", title: who }, who),
    h("div", { class: "plot", role: "img", "aria-label": `${who}: ${bounds(account)}` }, bar),
    h("a", { class: "said", href: link }, `“${account.text}”`, of ? ` (${of})` : "", part ? " – part of another figure" : ""),
  );
}

function niceTicks(most: number): number[] {
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= raw) ?? raw;
  const found: number[] = [];
  for (let value = 0; value <= most; value += step) found.push(value);
  return found;
}

export interface Bar { from: number | null; to: number | null; kind: string; words: string; href?: string | undefined }
export interface Lane { label: Child; sub?: Child; bars: Bar[] }

/** Rows of bars over days, as names over time or spells of control; an open end fades. */
export function lanes(rows: readonly Lane[], label: string): HTMLElement {
  const days = rows.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to])).filter((day): day is number => day !== null);
  if (days.length === 0) return h("div", { class: "lanes" }, rows.map(({ label: words, sub, bars }) => h("div", { class: "lane" }, h("span", { class: "what" }, words, sub ? h("small", {}, sub) : null), h("span", { class: "hint" }, bars.map((bar) => bar.words).join("; ") || "no days known"))));
  let first = Math.min(...days);
  let last = Math.max(...days);
  const pad = Math.max(3, Math.round((last - first) * 0.04));
  first -= pad;
  last += pad;
  const x = (day: number): number => (100 * (day - first)) / (last - first + 1);
  return h(
    "div", { class: "lanes", role: "group", "aria-label": label },
    h("div", { class: "lane axis", "aria-hidden": "true" }, h("span", { class: "what" }), h("div", { class: "plot" }, dayTicks(first, last).map(([day, words]) => h("span", { class: "at", style: { left: `${x(day)}%` } }, words)))),
    rows.map(({ label: words, sub, bars }) =>
      h(
        "div", { class: "lane" }, h("span", { class: "what" }, words, sub ? h("small", {}, sub) : null),
        h("div", { class: "plot" }, bars.map((bar) => {
          const from = bar.from ?? first;
          const to = bar.to ?? last;
          const set = { class: `bar ${bar.kind} ${bar.from === null ? "open-low" : ""} ${bar.to === null ? "open-high" : ""}`, title: bar.words, "aria-label": bar.words, style: { left: `${x(from)}%`, width: `${Math.max(0.6, x(to + 1) - x(from))}%` } };
          return bar.href === undefined ? h("span", { ...set, role: "img" }) : h("a", { ...set, href: bar.href });
        })),
      )),
  );
}

function dayTicks(first: number, last: number): [number, string][] {
  const span = last - first;
  const found: [number, string][] = [];
  const every = span > 365 * 12 ? 60 : span > 365 * 4 ? 12 : span > 540 ? 6 : span > 200 ? 3 : span > 45 ? 1 : 0;
  if (every === 0) {
    const step = Math.max(1, Math.ceil(span / 6));
    for (let day = first; day <= last; day += step) found.push([day, dayWords(day)]);
    return found.map(([day, words], at) => [day, at === 0 ? words : words.replace(/ \d{4}$/, "")]);
  }
  for (let day = first; day <= last; day++) {
    const { year, month, day: of } = parts(day);
    if (of !== 1 || (year * 12 + month) % every !== 0) continue;
    found.push([day, every >= 12 ? String(year) : month === 0 || found.length === 0 ? `${monthName(month)} ${year}` : monthName(month)]);
  }
  return found;
}

export interface Tie { id: string; name: string; sign: number; weight: number; words: string }

/** An actor amid those it stands to: enemies in the accent, allies in ink, more told is thicker. */
export function network(name: string, ties: readonly Tie[]): SVGElement {
  const size = 420;
  const c = size / 2;
  const shown = [...ties].sort((one, two) => one.sign - two.sign || two.weight - one.weight).slice(0, 24);
  const most = Math.max(1, ...shown.map(({ weight }) => weight));
  const at = (index: number): [number, number] => {
    const angle = -Math.PI / 2 + (2 * Math.PI * (index + 0.5)) / Math.max(1, shown.length);
    return [c + Math.cos(angle) * 128, c + Math.sin(angle) * 128];
  };
  const kind = (sign: number): string => (sign < 0 ? "against" : sign > 0 ? "with" : "neither");
  return s(
    "svg", { viewBox: `-70 0 ${size + 140} ${size}`, class: "network", role: "group", "aria-label": `How ${name} stands to ${shown.length} others` },
    shown.map((tie, index) => {
      const [x, y] = at(index);
      return s("line", { x1: c, y1: c, x2: x, y2: y, class: `tie ${kind(tie.sign)}`, "stroke-width": 1.2 + (5 * tie.weight) / most }, s("title", {}, tie.words));
    }),
    s("circle", { cx: c, cy: c, r: 9, class: "self" }),
    s("text", { x: c, y: c - 15, class: "self", "text-anchor": "middle" }, name),
    shown.map((tie, index) => {
      const [x, y] = at(index);
      const left = x < c - 8;
      const middle = Math.abs(x - c) <= 8;
      return s(
        "a", { href: `/actor/${encodeURIComponent(tie.id)}` },
        s("circle", { cx: x, cy: y, r: 5, class: kind(tie.sign) }, s("title", {}, tie.words)),
        s("text", { x: middle ? x : left ? x - 10 : x + 10, y: middle ? (y < c ? y - 11 : y + 19) : y + 4, "text-anchor": middle ? "middle" : left ? "end" : "start" }, tie.name.length > 26 ? `${tie.name.slice(0, 25)}…` : tie.name),
      );
    }),
  );
}
