/** Who may review here: those named when the server was started. */

import { h } from "./dom";
import { remembered } from "./state";

let named: readonly string[] | null = null;

/** The names; none where the server only reads. */
export function reviewers(): readonly string[] {
  named ??= read(document.querySelector<HTMLMetaElement>('meta[name="affray-reviewers"]')?.content ?? "");
  return named;
}

function read(content: string): string[] {
  try {
    const found: unknown = JSON.parse(content);
    return Array.isArray(found) ? found.filter((name) => typeof name === "string") : [];
  } catch {
    return []; // a page that no server filled in
  }
}

/** Which of them one is: the only one, or the one of last time. */
export function asReviewer(): HTMLSelectElement {
  const names = reviewers();
  const last = names.length === 1 ? (names[0] ?? "") : remembered("by");
  const chosen = names.includes(last) ? last : "";
  const unchosen = chosen ? null : h("option", { value: "" }, "Choose …");
  const select = h("select", { name: "by", required: true, "aria-describedby": "by-hint" }, unchosen, names.map((name) => h("option", { value: name }, name)));
  select.value = chosen;
  return select;
}

/** What stands in the place of the actions where nobody may judge. */
export function readOnly(): HTMLElement {
  return h("p", { class: "hint read-only" }, "This server only reads. To judge here, start it with your name: ", h("code", {}, "affray serve STORE --reviewer NAME"));
}
