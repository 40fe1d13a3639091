/** All actors that reports name, those named most first. */

import { ask, type ActorPage } from "../api";
import { fill, h, icon, ICONS } from "../dom";
import type { View } from "../router";
import { nothing, trouble, wait } from "../signs";
import { count, many, plain } from "../words";
import { pager } from "./reports";

export function actorsView(): View {
  const query = new URLSearchParams(location.search);
  const rows = h("div", { class: "results" }, wait("Loading actors …"));
  const field = h("input", { type: "search", name: "text", value: query.get("text") ?? "", placeholder: "A name, in any of its forms", "aria-label": "A name" });
  let page = Math.max(1, Number(query.get("page") ?? 1) || 1);
  let turn = 0;
  const start = (): void => {
    const mine = ++turn;
    const text = field.value.trim();
    const address = new URLSearchParams();
    if (text) address.set("text", text);
    if (page > 1) address.set("page", String(page));
    history.replaceState(history.state, "", `/actors${address.size ? `?${address.toString()}` : ""}`);
    ask<ActorPage>("/api/actors", { text, page }).then(
      (found) => {
        if (mine !== turn) return;
        fill(
          rows,
          h("p", { class: "counts", role: "status" }, many(found.total, "actor")),
          found.actors.length === 0 ? nothing("No actor fits.", "Names are looked for in all their forms: own, English, acronyms, former.") : h(
            "table", { class: "actors" },
            h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Actor"), h("th", { scope: "col" }, "Kind"), h("th", { scope: "col", class: "n" }, "Events"), h("th", { scope: "col", class: "n" }, "Mentions"), h("th", { scope: "col", class: "n" }, "Reports"), h("th", { scope: "col" }, "Labels used for it"))),
            h("tbody", {}, found.actors.map((actor) => h(
              "tr", {}, h("th", { scope: "row" }, h("a", { href: `/actor/${encodeURIComponent(actor.actor)}` }, actor.name)),
              h("td", {}, plain(actor.kind)), h("td", { class: "n" }, count(actor.events)), h("td", { class: "n" }, count(actor.mentions)), h("td", { class: "n" }, count(actor.reports)),
              h("td", { class: "labels", dir: "auto" }, actor.labels.map((label) => `“${label}”`).join(", ")),
            ))),
          ),
          pager(found, (next) => { page = next; start(); scrollTo(0, 0); }),
        );
        document.documentElement.dataset["ready"] = "actors";
      },
      (error: unknown) => { fill(rows, trouble(error, start)); },
    );
  };
  let timer = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(() => { page = 1; start(); }, 250); });
  start();
  return {
    element: h("div", { class: "page" }, h("header", { class: "title" }, h("h1", {}, "Actors")), h("form", { class: "filters", role: "search", onsubmit: (event: SubmitEvent) => { event.preventDefault(); } }, h("label", { class: "find" }, icon(ICONS.search), field)), rows),
    title: "Actors",
  };
}
