/** The frame around the views: name, ways, theme. */

import "@fontsource-variable/source-sans-3/index.css";
import "@fontsource-variable/source-serif-4/index.css";
import "./style.css";
import { ask, type Health } from "./api";
import { fill, h, icon, ICONS } from "./dom";
import { startTheme, turnTheme } from "./ink";
import { lastMap, Router } from "./router";
import { mapView } from "./views/map";
import { eventView } from "./views/event";
import { reportView } from "./views/report";
import { reportsView } from "./views/reports";
import { actorView } from "./views/actor";
import { actorsView } from "./views/actors";
import { placeView } from "./views/place";
import { reviewView } from "./views/review";

const WAYS = [
  ["", "Map", "/"],
  ["reports", "Reports", "/reports"],
  ["actors", "Actors", "/actors"],
  ["review", "Review", "/review"],
] as const;
const UNDER: Readonly<Record<string, string>> = { event: "", place: "", report: "reports", actor: "actors" };

startTheme();
const stage = h("main", { id: "main", tabindex: -1 });
const ways = h("nav", { "aria-label": "Views" }, WAYS.map(([name, words, href]) => h("a", { href, "data-way": name }, words)));
const store = h("span", { class: "store" });
const root = document.getElementById("app");
if (root) {
  fill(
    root,
    h(
      "header", { class: "top" },
      h("a", { href: "/", class: "name" }, "affray"), store, ways,
      h("button", { type: "button", class: "quiet", "aria-label": "Light or dark", title: "Light or dark", onclick: turnTheme }, icon(ICONS.theme)),
    ),
    stage,
  );
}

const router = new Router(
  {
    "": mapView, events: mapView, event: eventView, report: reportView, reports: reportsView,
    actor: actorView, actors: actorsView, place: placeView, review: reviewView,
  },
  stage,
  (name, title) => {
    document.title = title ? `${title} · affray` : "affray";
    document.body.dataset["view"] = name || "map";
    for (const way of ways.querySelectorAll("a")) {
      if (way.dataset["way"] === (UNDER[name] ?? name)) way.setAttribute("aria-current", "page");
      else way.removeAttribute("aria-current");
      if (way.dataset["way"] === "") way.setAttribute("href", lastMap());
    }
  },
);
router.show(false);

ask<Health>("/api/health").then(
  (health) => { store.textContent = health.store; },
  () => { store.textContent = ""; },
);
