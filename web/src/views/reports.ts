/** All reports, the latest first, with a search in their texts. */

import type { ReportPage, ReportRow } from "../api";
import { h } from "../dom";
import type { View } from "../router";
import { nothing } from "../signs";
import { isoRun, many } from "../words";
import { listing } from "./listing";

export function reportsView(): View {
  return listing<ReportPage>({
    of: "reports", one: "report", label: "Words in the text", hint: "Words in the text", wide: false,
    rows: (found, text) => found.reports.length === 0 ? nothing("No report fits.", text ? "No text or title holds all of these words." : "The store is empty.") : h("ol", { class: "reports" }, found.reports.map(reportItem)),
  });
}

export function reportItem(report: ReportRow): HTMLElement {
  const days = report.best ? isoRun(report.best, report.best) : report.earliest || report.latest ? isoRun(report.earliest, report.latest) : "not dated";
  return h(
    "li", {},
    h("a", { href: `/report/${encodeURIComponent(report.report)}` },
      h("b", { dir: "auto" }, report.title ?? report.report),
      h("span", { class: "meta" }, [report.outlet, report.origin ? `from ${report.origin}` : null, report.dateline].filter(Boolean).join(" · "), h("span", { class: "days" }, days, report.pinned ? " (set by a person)" : "")),
      h("span", { class: "lead", dir: "auto" }, report.lead),
      h("span", { class: "foot" }, report.dropped ? `not read for claims: ${report.dropped}` : report.claims ? many(report.claims, "claim") : "no claims")),
  );
}
