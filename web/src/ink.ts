/** The theme's colours, where something is drawn on a canvas and not by a style sheet. */

import type { Ink } from "./map/marks";
import { remember, remembered } from "./state";

export function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#888888";
  return {
    ink: of("ink"), paper: of("paper"), accent: of("accent"), muted: of("muted"), line: of("line"),
    water: of("water"), land: of("land"), border: of("border"),
  };
}

const listeners = new Set<() => void>();

/** Called whenever light turns dark or back; gives what ends that. */
export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startTheme(): void {
  const chosen = remembered("theme");
  if (chosen) document.documentElement.dataset["theme"] = chosen;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
}

export function dark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function turnTheme(): void {
  const next = dark() ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  remember("theme", next);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
