/** Events in a plain list, on the pages of actors and places. */

import type { EventRow } from "./api";
import { h } from "./dom";
import { gradeSign, typeSign } from "./signs";
import { bounds, capital, isoRun, plain } from "./words";

export function eventItem(event: EventRow, names: Readonly<Record<string, string>>): HTMLElement {
  const named = (ids: readonly string[]): string => ids.map((id) => names[id] ?? id).join(", ");
  const between = event.type === "clash" ? " and " : " → ";
  const sides = [named(event.a), named(event.b)].filter(Boolean).join(between);
  return h(
    "li", {},
    h(
      "a", { href: `/event/${event.event}` },
      h("span", { class: "head" }, typeSign(event.type), h("b", {}, capital(plain(event.type))), h("span", { class: "place" }, event.name ?? "place not known"), h("span", { class: "days" }, isoRun(event.earliest, event.latest))),
      h("span", { class: "sides" }, sides || "no party named"),
      h("span", { class: "foot" }, gradeSign(event.grade, event.roots.length), event.stance === "asserted" ? null : h("span", { class: "stance" }, event.stance), event.killed ? h("span", { class: "killed" }, `${bounds(event.killed)} killed`) : null),
    ),
  );
}
