/** All actors that reports name, those named most first. */

import type { ActorPage } from "../api";
import { h } from "../dom";
import type { View } from "../router";
import { nothing } from "../signs";
import { count, plain } from "../words";
import { listing } from "./listing";

export function actorsView(): View {
  return listing<ActorPage>({
    of: "actors", one: "actor", label: "A name", hint: "A name, in any of its forms", wide: true,
    rows: (found) => found.actors.length === 0 ? nothing("No actor fits.", "Names are looked for in all their forms: own, English, acronyms, former.") : h(
      "table", { class: "actors" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Actor"), h("th", { scope: "col" }, "Kind"), h("th", { scope: "col", class: "n" }, "Events"), h("th", { scope: "col", class: "n" }, "Mentions"), h("th", { scope: "col", class: "n" }, "Reports"), h("th", { scope: "col" }, "Labels used for it"))),
      h("tbody", {}, found.actors.map((actor) => h(
        "tr", {}, h("th", { scope: "row" }, h("a", { href: `/actor/${encodeURIComponent(actor.actor)}` }, actor.name)),
        h("td", {}, plain(actor.kind)), h("td", { class: "n" }, count(actor.events)), h("td", { class: "n" }, count(actor.mentions)), h("td", { class: "n" }, count(actor.reports)),
        h("td", { class: "labels", dir: "auto" }, actor.labels.map((label) => `“${label}”`).join(", ")),
      ))),
    ),
  });
}
