/** A claim's sentence with its words marked, and a report's text with those of all its claims. */

import type { Claim, Grounded } from "./api";
import { h, type Child } from "./dom";
import { bounds, ROLE_WORDS, plain } from "./words";

export interface Mark { start: number; end: number; role: string; words: string }

/** The marked words of a claim: its trigger, who, whom, where, when, numbers, who says so. */
export function marksOf(claim: Claim): Mark[] {
  return [
    { start: claim.trigger.start, end: claim.trigger.end, role: "trigger", words: plain(claim.type) },
    ...claim.fillers.map(({ start, end, role }) => ({ start, end, role, words: ROLE_WORDS[role] ?? role })),
    ...claim.figures.map((figure) => ({ start: figure.start, end: figure.end, role: "figure", words: `${plain(figure.kind)}: ${figure.unknown ? "unknown" : bounds({ low: figure.min, high: figure.max })}` })),
  ];
}

/** The sentence as a quotation, each marked word with its role. */
export function sentence(claim: Claim): HTMLElement {
  const { start, text } = claim.evidence;
  const characters = new Characters(text);
  const marks = marksOf(claim)
    .filter((mark) => mark.start >= start && mark.end <= claim.evidence.end)
    .map((mark) => ({ ...mark, start: characters.at(mark.start - start), end: characters.at(mark.end - start) }));
  return h("q", { class: "sentence", dir: "auto" }, runs(text, 0, text.length, marks).map((run) => worded(run)));
}

export interface Run<M extends Mark = Mark> { text: string; marks: M[] }

/** Text cut where marks begin and end, so that marks that overlap are all shown. */
export function runs<M extends Mark>(text: string, from: number, to: number, marks: readonly M[]): Run<M>[] {
  const inside = marks.filter((mark) => mark.start < to && mark.end > from);
  const cuts = new Set([from, to]);
  for (const { start, end } of inside) {
    if (start > from && start < to) cuts.add(start);
    if (end > from && end < to) cuts.add(end);
  }
  const sorted = [...cuts].sort((one, two) => one - two);
  const found: Run<M>[] = [];
  for (let at = 0; at + 1 < sorted.length; at++) {
    const start = sorted[at] ?? 0;
    const end = sorted[at + 1] ?? 0;
    found.push({ text: text.slice(start, end), marks: inside.filter((mark) => mark.start <= start && mark.end >= end) });
  }
  return found;
}

function worded(run: Run): Child {
  if (run.marks.length === 0) return run.text;
  const roles = [...new Set(run.marks.map(({ role }) => role))];
  return h("span", { class: `mark ${roles.map((role) => `r-${role}`).join(" ")}`, title: run.marks.map(({ words }) => words).join(", ") }, run.text);
}

/** Offsets of the server count characters; a string of the browser counts pairs for those beyond 16 bits. */
export class Characters {
  private readonly shifts: number[] = [];

  constructor(readonly text: string) {
    let index = 0;
    for (const character of text) {
      if (character.length === 2) this.shifts.push(index);
      index++;
    }
  }

  /** Where a character stands in the string. */
  at(offset: number): number {
    if (this.shifts.length === 0) return offset;
    let low = 0;
    let high = this.shifts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.shifts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }
}

/** The same claim with its offsets counted as the browser counts them. */
export function localised(grounded: Grounded, characters: Characters): Grounded {
  const move = <T extends { start: number; end: number }>(span: T): T => ({ ...span, start: characters.at(span.start), end: characters.at(span.end) });
  const { claim } = grounded;
  return {
    ...grounded,
    claim: { ...claim, evidence: move(claim.evidence), trigger: move(claim.trigger), fillers: claim.fillers.map(move), figures: claim.figures.map(move), hedges: claim.hedges.map(move) },
  };
}
