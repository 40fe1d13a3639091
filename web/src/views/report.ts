/** One report: its text with every claim in it, what dates it, and what it was read from. */

import { ask, type Witness, type Grounded, type Original, type ReportDetail } from "../api";
import { fill, h, icon, ICONS, outward, type Child } from "../dom";
import type { View } from "../router";
import { Characters, localised, marksOf, runs, type Mark } from "../sentence";
import { actorLink, listed, trouble, typeSign, wait } from "../signs";
import { bounds, capital, dayWords, isoRun, many, plain, ROLE_WORDS, toDay } from "../words";

interface ClaimMark extends Mark { claim: number }

export function reportView(id: string): View {
  const place = h("article", { class: "page report" }, wait("Loading the report …"));
  const start = (): void => {
    ask<ReportDetail>(`/api/reports/${encodeURIComponent(id)}`).then(
      (detail) => {
        const screen = new ReportScreen(place, detail);
        screen.show();
        document.title = `${detail.report.title ?? detail.report.report} · affray`;
        document.documentElement.dataset["ready"] = "report";
      },
      (error: unknown) => { fill(place, trouble(error, start)); },
    );
  };
  start();
  return { element: place, title: "Report" };
}

class ReportScreen {
  private readonly characters: Characters;
  private readonly claims: Grounded[];
  private readonly cards: HTMLElement[] = [];
  private readonly pieces: { element: HTMLElement; marks: ClaimMark[] }[] = [];
  private fixed: number | null = null;

  constructor(private readonly place: HTMLElement, private readonly detail: ReportDetail) {
    this.characters = new Characters(detail.report.text);
    this.claims = detail.claims.map((grounded) => localised(grounded, this.characters));
  }

  show(): void {
    const { detail } = this;
    const { report } = detail;
    const text = h("div", { class: "text", lang: report.language, dir: "auto" }, this.paragraphs());
    const cleaned = h("div", { class: "reading" }, text, h("aside", { class: "cards", "aria-label": "Claims" }, this.claims.length ? h("h2", {}, many(this.claims.length, "claim")) : null, this.claims.map((grounded, at) => this.card(grounded, at))));
    const original = h("div", { class: "original", hidden: true });
    const tabs = h("div", { class: "tabs", role: "group", "aria-label": "Which text" });
    const tab = (words: string, element: HTMLElement, opened?: () => void): HTMLElement => {
      const button = h("button", { type: "button", "aria-pressed": element === cleaned ? "true" : "false" }, words);
      button.addEventListener("click", () => {
        for (const other of tabs.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
        cleaned.hidden = element !== cleaned;
        original.hidden = element !== original;
        opened?.();
      });
      return button;
    };
    tabs.append(tab("Text with claims", cleaned), tab("Original", original, () => { this.source(original); }));
    fill(
      this.place,
      h("nav", { class: "crumbs", "aria-label": "Where this is" }, h("a", { href: "/reports" }, icon(ICONS.back), "Reports")),
      h(
        "header", { class: "title" },
        h("p", { class: "over" }, [report.outlet, report.origin ? `from ${report.origin}` : null, report.dateline].filter(Boolean).join(" · ") || "outlet not known"),
        h("h1", { dir: "auto" }, report.title ?? report.report),
        h("p", { class: "meta" }, h("span", {}, report.published ? `Published ${isoRun(report.published.earliest, report.published.latest)}` : "Not dated"), h("code", {}, report.report), report.url ? outward(report.url, report.url) : null),
        detail.copies.length ? h("p", { class: "hint" }, "The same text as ", listed(detail.copies.map((copy) => h("a", { href: `/report/${encodeURIComponent(copy)}` }, copy))), detail.because ? `: ${detail.because}` : "", ". Copies are one witness.") : null,
        detail.dropped ? h("p", { class: "hint" }, `It was not read for claims: ${detail.dropped}.`) : null,
      ),
      this.dating(), tabs, cleaned, original,
    );
    this.linked();
  }

  /** The text by its lines, each line in runs that know their claims. */
  private paragraphs(): HTMLElement[] {
    const { text, segments } = this.detail.report;
    const marks = this.claims.flatMap(({ claim }, at) => [
      { start: claim.evidence.start, end: claim.evidence.end, role: "evidence", words: "", claim: at },
      ...marksOf(claim).map((mark) => ({ ...mark, claim: at })),
    ]);
    const kinds = segments.map((segment) => ({ kind: segment.undated ? "caption undated" : segment.kind, start: this.characters.at(segment.start), end: this.characters.at(segment.end) }));
    const found: HTMLElement[] = [];
    let start = 0;
    while (start <= text.length) {
      const stop = text.indexOf("\n", start);
      const end = stop < 0 ? text.length : stop;
      if (text.slice(start, end).trim()) {
        const kind = kinds.find((each) => each.start <= start && start < each.end)?.kind ?? "body";
        found.push(h("p", { class: kind }, this.line(start, end, marks)));
      }
      start = end + 1;
    }
    return found;
  }

  private line(start: number, end: number, marks: readonly ClaimMark[]): Child[] {
    return runs(this.detail.report.text, start, end, marks).map((run) => {
      if (run.marks.length === 0) return run.text;
      const trigger = run.marks.find(({ role }) => role === "trigger");
      const element = h("span", { class: trigger ? "run trigger" : "run" }, run.text);
      if (trigger) {
        element.tabIndex = 0;
        element.setAttribute("role", "button");
        const { claim } = this.claims[trigger.claim] ?? {};
        element.setAttribute("aria-label", `${run.text}: ${plain(claim?.type ?? "")}, ${claim?.stance ?? ""}`);
        element.addEventListener("focus", () => { this.light(trigger.claim); });
        element.addEventListener("mouseenter", () => { this.light(trigger.claim); });
        element.addEventListener("mouseleave", () => { this.light(this.fixed); });
        element.addEventListener("click", () => { this.fix(trigger.claim, true); });
        element.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.fix(trigger.claim, true); } });
      }
      this.pieces.push({ element, marks: run.marks });
      return element;
    });
  }

  private fix(at: number, scroll: boolean): void {
    this.fixed = at;
    this.light(at);
    const claim = this.claims[at]?.claim.claim;
    if (claim) history.replaceState(history.state, "", `${location.pathname}?claim=${claim}`);
    if (scroll) this.cards[at]?.scrollIntoView({ block: "nearest" });
  }

  /** Show one claim's words in their roles. */
  private light(at: number | null): void {
    for (const { element, marks } of this.pieces) {
      const own = marks.filter(({ claim }) => claim === at);
      const roles = [...new Set(own.map(({ role }) => role))];
      element.className = [element.getAttribute("role") === "button" ? "run trigger" : "run", ...roles.map((role) => `r-${role}`)].join(" ");
      const words = own.filter(({ role }) => role !== "evidence").map((mark) => mark.words);
      if (words.length) element.title = words.join(", ");
      else element.removeAttribute("title");
    }
    this.cards.forEach((card, index) => { card.classList.toggle("lit", index === at); });
  }

  private card(grounded: Grounded, at: number): HTMLElement {
    const { claim, actors, places, time, sources } = grounded;
    const event = this.detail.events[claim.claim];
    const { names } = this.detail;
    const line = (role: string, ...words: Child[]): HTMLElement => h("div", { class: `fact r-${role}` }, h("dt", {}, ROLE_WORDS[role] ?? role), h("dd", {}, words));
    const actor = (role: string): Child[] => actors.filter(({ filler }) => filler.role === role).map((mention) =>
      line(role, mention.actor ? actorLink(mention.actor, names) : h("i", { title: mention.reason }, "not resolved"), h("small", { dir: "auto" }, `“${mention.filler.text}”${mention.filler.antecedent ? ` = ${mention.filler.antecedent}` : ""}`), mention.label ? h("small", {}, `label: ${mention.label}`) : null));
    const card = h(
      "section", { class: "card", id: claim.claim, tabindex: 0, "aria-label": `Claim: ${plain(claim.type)}, ${claim.trigger.text}` },
      h("h3", {}, typeSign(claim.type), capital(plain(claim.type)), claim.stance === "asserted" ? null : h("span", { class: "stance" }, claim.stance), claim.scope === "aggregate" ? h("span", { class: "stance" }, "total of a period") : null, event ? h("a", { href: `/event/${event}` }, "event") : null),
      h("dl", {}, actor("a"), actor("b"),
        places.map((mention) => line("place", mention.place ? h("a", { href: `/place/${encodeURIComponent(mention.place)}` }, mention.name ?? mention.place) : h("i", { title: mention.reason }, "not resolved"), h("small", { dir: "auto", title: mention.reason }, `“${mention.filler.text}”${mention.precision && mention.precision !== "point" ? ` – ${mention.precision}` : ""}`))),
        line("time", isoRun(time.earliest, time.latest), h("small", { title: time.reason }, time.text ? `“${time.text}”` : time.reason)),
        claim.figures.map((figure) => line("figure", `${capital(plain(figure.kind))}: ${figure.unknown ? "said to be unknown" : bounds({ low: figure.min, high: figure.max })}`, h("small", { dir: "auto" }, `“${figure.text}”${figure.of ? ` (${figure.of})` : ""}`))),
        sources.map((source) => line("source", source.name ?? source.filler.text, source.name && source.name !== source.filler.text ? h("small", { dir: "auto" }, `“${source.filler.text}”`) : null))),
      h("p", { class: "score" }, `score ${claim.score.toFixed(2)}`, claim.hedges.length ? ` · hedged: ${claim.hedges.map(({ text }) => text).join(", ")}` : ""),
    );
    card.addEventListener("mouseenter", () => { this.light(at); });
    card.addEventListener("mouseleave", () => { this.light(this.fixed); });
    card.addEventListener("focus", () => { this.light(at); });
    card.addEventListener("click", (click) => { if (!(click.target instanceof Element && click.target.closest("a"))) this.reach(at); });
    this.cards.push(card);
    return card;
  }

  private reach(at: number): void {
    this.fix(at, false);
    this.pieces.find(({ marks }) => marks.some(({ claim, role }) => claim === at && role === "trigger"))?.element.scrollIntoView({ block: "center" });
  }

  private linked(): void {
    const wanted = new URLSearchParams(location.search).get("claim");
    const at = this.claims.findIndex(({ claim }) => claim.claim === wanted);
    if (at >= 0) requestAnimationFrame(() => { this.reach(at); this.cards[at]?.scrollIntoView({ block: "nearest" }); });
  }

  /** What dates the report: each witness as a bar over days, and how likely each day is. */
  private dating(): HTMLElement {
    const { published, dates } = this.detail.report;
    const weighed = published?.witnesses ?? [];
    const rest = dates.filter((one) => !weighed.some((other) => other.basis === one.basis && other.text === one.text));
    const witnesses: Witness[] = [...weighed, ...rest];
    const likely = published?.days ?? [];
    const days = spanOf(likely.map(({ day }) => toDay(day)), witnesses);
    const head = h("summary", {}, h("b", {}, "When it was published"), h("span", {}, published ? ` ${isoRun(published.earliest, published.latest)} – ${published.reason}` : " not known"));
    if (days.length === 0) return h("details", { class: "dating" }, head, h("p", {}, "No date stands on its page or in its text."));
    const first = Math.min(...days);
    const last = Math.max(...days);
    const x = (day: number): number => (100 * (Math.max(first, Math.min(last + 1, day)) - first)) / (last - first + 1);
    const most = Math.max(0.01, ...likely.map(({ chance }) => chance));
    return h(
      "details", { class: "dating", open: matchMedia("(min-width: 761px)").matches }, head,
      h(
        "div", { class: "witnesses" },
        likely.length ? h("div", { class: "line" }, h("span", { class: "who" }, "chance of each day"), h("div", { class: "plot tall", role: "img", "aria-label": `Likeliest: ${published?.best ? isoRun(published.best, published.best) : "no one day"}` }, likely.map(({ day, chance }) => h("i", { class: "chance", title: `${dayWords(toDay(day))}: ${(chance * 100).toFixed(0)} %`, style: { left: `${x(toDay(day))}%`, width: `${100 / (last - first + 1)}%`, height: `${(100 * chance) / most}%` } }))), h("span", { class: "said" }, published?.best ? `likeliest ${isoRun(published.best, published.best)}` : "")) : null,
        witnesses.map(({ basis, text, earliest, latest, weight }) => {
          const from = earliest === null ? first : toDay(earliest);
          const to = latest === null ? last : toDay(latest);
          const off = to < first || from > last;
          return h(
            "div", { class: `line ${(weight ?? 0) < 0.05 ? "ignored" : ""}` },
            h("span", { class: "who" }, plain(basis)),
            h("div", { class: "plot" }, earliest === null && latest === null ? null : off ? h("span", { class: "off" }, from > last ? "later →" : "← earlier") : h("span", { class: `bar ${earliest === null ? "open-low" : ""} ${latest === null ? "open-high" : ""}`, style: { left: `${x(from)}%`, width: `${Math.max(0.8, x(to + 1) - x(from))}%`, opacity: 0.35 + 0.65 * (weight ?? 0) } })),
            h("span", { class: "said", dir: "auto" }, `“${text}”`, weight === null ? "" : ` – weight ${weight.toFixed(2)}`),
          );
        }),
        h("div", { class: "line axis", "aria-hidden": "true" }, h("span", { class: "who" }), h("div", { class: "plot" }, [first, Math.round((first + last) / 2), last].map((day, at) => h("span", { class: `at at-${at}`, style: { left: `${x(day)}%` } }, dayWords(day)))), h("span", { class: "said" })),
      ),
    );
  }

  private source(into: HTMLElement): void {
    if (into.dataset["asked"]) return;
    into.dataset["asked"] = "yes";
    fill(into, wait("Loading the original …"));
    ask<Original>(`/api/reports/${encodeURIComponent(this.detail.report.report)}/original`).then(
      (original) => {
        fill(into, h("p", { class: "hint" }, original.content === null ? `It cannot be shown: ${original.reason ?? ""}.` : `As it was read from ${original.path}${original.format === "html" ? ", as source and not as a page" : ""}.`), original.content === null ? null : h("pre", { dir: "auto", tabindex: 0 }, original.content));
      },
      (error: unknown) => { delete into.dataset["asked"]; fill(into, trouble(error, () => { this.source(into); })); },
    );
  }
}

/** The days to draw: around those that are likely; a name in use for years is drawn as far as they reach. */
function spanOf(likely: readonly number[], witnesses: readonly Witness[]): number[] {
  const told = witnesses.flatMap(({ earliest, latest, weight }) => ((weight ?? 0) > 0.05 || likely.length === 0 ? [earliest, latest] : [])).filter((day): day is string => day !== null).map(toDay);
  if (likely.length === 0) return told.length ? [Math.min(...told) - 2, Math.max(...told) + 2] : [];
  const low = Math.min(...likely);
  const high = Math.max(...likely);
  const near = 14 + (high - low);
  const close = told.filter((day) => day >= low - near && day <= high + near);
  return [Math.min(low, ...close) - 4, Math.max(high, ...close) + 4];
}
