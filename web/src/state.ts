/** What is looked at, as the address has it: every view can be linked to, and Back works. */

import { iso, toDay } from "./words";

export interface Filters {
  from: number | null;
  to: number | null;
  known: number | null;
  types: string[];
  actors: string[];
  grades: string[];
  sources: string[];
  text: string;
  place: string | null;
  control: boolean;
}

export interface Camera { lon: number; lat: number; zoom: number }

const ISO = /^\d{4}-\d{2}-\d{2}$/;

export function readFilters(search: string): Filters {
  const query = new URLSearchParams(search);
  return {
    from: day(query.get("from")),
    to: day(query.get("to")),
    known: day(query.get("known")),
    types: query.getAll("type"),
    actors: query.getAll("actor"),
    grades: query.getAll("grade"),
    sources: query.getAll("source"),
    text: query.get("text") ?? "",
    place: query.get("place"),
    control: query.get("control") !== "off",
  };
}

export function writeFilters(filters: Filters, camera: Camera | null): string {
  const query = new URLSearchParams();
  for (const name of ["from", "to", "known"] as const) {
    const value = filters[name];
    if (value !== null) query.set(name, iso(value));
  }
  for (const [name, values] of [["type", filters.types], ["actor", filters.actors], ["grade", filters.grades], ["source", filters.sources]] as const) {
    for (const value of values) query.append(name, value);
  }
  if (filters.text) query.set("text", filters.text);
  if (filters.place !== null) query.set("place", filters.place);
  if (!filters.control) query.set("control", "off");
  if (camera !== null) query.set("at", `${camera.lat.toFixed(3)},${camera.lon.toFixed(3)},${camera.zoom.toFixed(1)}`);
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function readCamera(search: string): Camera | null {
  const found = (new URLSearchParams(search).get("at") ?? "").split(",").map(Number);
  const [lat, lon, zoom] = found;
  if (lat === undefined || lon === undefined || zoom === undefined || found.some(Number.isNaN)) return null;
  return { lat: Math.max(-85, Math.min(85, lat)), lon: Math.max(-180, Math.min(180, lon)), zoom: Math.max(0, Math.min(16, zoom)) };
}

function day(text: string | null): number | null {
  if (text === null || !ISO.test(text)) return null;
  const found = toDay(text);
  return Number.isNaN(found) ? null : found;
}

/** How many filters beside the days are set. */
export function narrowed(filters: Filters): boolean {
  return (
    filters.types.length + filters.actors.length + filters.grades.length + filters.sources.length > 0 ||
    filters.text !== "" ||
    filters.place !== null
  );
}

const KEPT = "affray";

/** What this browser keeps: the reviewer's name and the choice of light or dark. Nothing else. */
export function remembered(name: string): string {
  try {
    return localStorage.getItem(`${KEPT}.${name}`) ?? "";
  } catch {
    return "";
  }
}

export function remember(name: string, value: string): void {
  try {
    if (value) localStorage.setItem(`${KEPT}.${name}`, value);
    else localStorage.removeItem(`${KEPT}.${name}`);
  } catch {
    /* a browser that keeps nothing still shows everything */
  }
}
