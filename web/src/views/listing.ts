/** A list with a search field and pages: what is asked stands in the address, and the last answer asked for counts. */

import { ask } from "../api";
import { fill, h, icon, ICONS, type Child } from "../dom";
import type { View } from "../router";
import { trouble, wait } from "../signs";
import { count, many } from "../words";

interface Paged { total: number; page: number; size: number }

interface Listing<T extends Paged> {
  /** What is listed, in the plural: its address, its title and its place in the interface. */
  of: "actors" | "reports";
  one: string;
  /** What the field looks in, and what it says while it is empty. */
  label: string;
  hint: string;
  wide: boolean;
  rows: (found: T, text: string) => Child;
}

export function listing<T extends Paged>({ of, one, label, hint, wide, rows: drawn }: Listing<T>): View {
  const query = new URLSearchParams(location.search);
  const title = of === "actors" ? "Actors" : "Reports";
  const rows = h("div", { class: "results" }, wait(`Loading ${of} …`));
  const field = h("input", { type: "search", name: "text", value: query.get("text") ?? "", placeholder: hint, "aria-label": label });
  let page = Math.max(1, Number(query.get("page") ?? 1) || 1);
  let turn = 0;
  const start = (): void => {
    const mine = ++turn;
    const text = field.value.trim();
    const address = new URLSearchParams();
    if (text) address.set("text", text);
    if (page > 1) address.set("page", String(page));
    history.replaceState(history.state, "", `/${of}${address.size ? `?${address.toString()}` : ""}`);
    ask<T>(`/api/${of}`, { text, page }).then(
      (found) => {
        if (mine !== turn) return;
        fill(
          rows,
          h("p", { class: "counts", role: "status" }, many(found.total, one)),
          drawn(found, text),
          pager(found, (next) => { page = next; start(); scrollTo(0, 0); }),
        );
        document.documentElement.dataset["ready"] = of;
      },
      (error: unknown) => { fill(rows, trouble(error, start)); },
    );
  };
  let timer = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(() => { page = 1; start(); }, 250); });
  start();
  return {
    element: h("div", { class: wide ? "page" : "page narrow" }, h("header", { class: "title" }, h("h1", {}, title)), h("form", { class: "filters", role: "search", onsubmit: (event: SubmitEvent) => { event.preventDefault(); } }, h("label", { class: "find" }, icon(ICONS.search), field)), rows),
    title,
  };
}

function pager(found: { total: number; page: number; size: number }, go: (page: number) => void): HTMLElement | null {
  const pages = Math.ceil(found.total / found.size);
  if (pages < 2) return null;
  return h(
    "nav", { class: "pager", "aria-label": "Pages" },
    h("button", { type: "button", disabled: found.page <= 1, onclick: () => { go(found.page - 1); } }, "Earlier page"),
    h("span", {}, `${count(found.page)} of ${count(pages)}`),
    h("button", { type: "button", disabled: found.page >= pages, onclick: () => { go(found.page + 1); } }, "Next page"),
  );
}
