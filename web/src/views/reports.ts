/** All reports, the latest first, with a search in their texts. */

import { ask, type ReportPage, type ReportRow } from "../api";
import { fill, h, icon, ICONS } from "../dom";
import type { View } from "../router";
import { nothing, trouble, wait } from "../signs";
import { count, isoRun, many } from "../words";

export function reportsView(): View {
  const query = new URLSearchParams(location.search);
  const rows = h("div", { class: "results" }, wait("Loading reports …"));
  const field = h("input", { type: "search", name: "text", value: query.get("text") ?? "", placeholder: "Words in the text", "aria-label": "Words in the text" });
  let page = Math.max(1, Number(query.get("page") ?? 1) || 1);
  let turn = 0;
  const start = (): void => {
    const mine = ++turn;
    const text = field.value.trim();
    const address = new URLSearchParams();
    if (text) address.set("text", text);
    if (page > 1) address.set("page", String(page));
    history.replaceState(history.state, "", `/reports${address.size ? `?${address.toString()}` : ""}`);
    ask<ReportPage>("/api/reports", { text, page }).then(
      (found) => {
        if (mine !== turn) return;
        fill(
          rows,
          h("p", { class: "counts", role: "status" }, many(found.total, "report")),
          found.reports.length === 0 ? nothing("No report fits.", text ? "No text or title holds all of these words." : "The store is empty.") : h("ol", { class: "reports" }, found.reports.map(reportItem)),
          pager(found, (next) => { page = next; start(); scrollTo(0, 0); }),
        );
        document.documentElement.dataset["ready"] = "reports";
      },
      (error: unknown) => { fill(rows, trouble(error, start)); },
    );
  };
  let timer = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(() => { page = 1; start(); }, 250); });
  start();
  return {
    element: h("div", { class: "page narrow" }, h("header", { class: "title" }, h("h1", {}, "Reports")), h("form", { class: "filters", role: "search", onsubmit: (event: SubmitEvent) => { event.preventDefault(); } }, h("label", { class: "find" }, icon(ICONS.search), field)), rows),
    title: "Reports",
  };
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

export function pager(found: { total: number; page: number; size: number }, go: (page: number) => void): HTMLElement | null {
  const pages = Math.ceil(found.total / found.size);
  if (pages < 2) return null;
  return h(
    "nav", { class: "pager", "aria-label": "Pages" },
    h("button", { type: "button", disabled: found.page <= 1, onclick: () => { go(found.page - 1); } }, "Earlier page"),
    h("span", {}, `${count(found.page)} of ${count(pages)}`),
    h("button", { type: "button", disabled: found.page >= pages, onclick: () => { go(found.page + 1); } }, "Next page"),
  );
}
