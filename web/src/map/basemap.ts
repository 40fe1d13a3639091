/** The map beneath: Natural Earth's countries, and towns from the server. Nothing comes from elsewhere. */

import type { FilterSpecification, GeoJSONSource, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import coarseUrl from "world-atlas/countries-50m.json?url";
import fineUrl from "world-atlas/countries-10m.json?url";
import { ask, type Town } from "../api";
import type { Ink } from "./marks";

/** From here the coastline of 1:50 million looks like a polygon. */
const FINE_FROM = 5;
const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** In quotes, since a family's name with a number is no name to CSS without. */
export const FONT = ['"Source Sans 3 Variable"'];

export function style(ink: Ink): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: EMPTY },
      borders: { type: "geojson", data: EMPTY },
      towns: { type: "geojson", data: EMPTY },
      countries: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": ink.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ink.land, "fill-antialias": true } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": ink.border, "line-width": 0.5, "line-opacity": 0.7 } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": ink.border, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 8, 1.8], "line-dasharray": [5, 2] } },
      {
        id: "countries", type: "symbol", source: "countries", maxzoom: 8,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-letter-spacing": 0.12, "text-transform": "uppercase", "text-max-width": 8 },
        paint: { "text-color": ink.muted, "text-opacity": 0.75, "text-halo-color": ink.land, "text-halo-width": 1.2 },
      },
      ...([[0, 1_000_000], [5.5, 200_000], [7, 50_000], [8.5, 10_000], [10, 0]] as const).map(([zoom, people], at, all) => ({
        id: `towns-${people}`, type: "symbol" as const, source: "towns", minzoom: zoom === 0 ? 3.5 : zoom,
        filter: ["all", [">=", ["get", "population"], people], ["<", ["get", "population"], all[at - 1]?.[1] ?? 1e12]] as FilterSpecification,
        layout: {
          "text-field": ["get", "name"] as ["get", string], "text-font": FONT, "text-size": people >= 1_000_000 ? 12.5 : 11.5,
          "text-anchor": "top" as const, "text-offset": [0, 0.25] as [number, number], "icon-image": "town", "icon-allow-overlap": false,
          "text-padding": 6, "symbol-sort-key": ["-", 0, ["get", "population"]] as ["-", number, ["get", string]],
        },
        paint: { "text-color": ink.muted, "text-halo-color": ink.land, "text-halo-width": 1.4 },
      })),
    ],
  };
}

const topologies = new Map<string, Promise<Topology>>();

function topology(url: string): Promise<Topology> {
  let found = topologies.get(url);
  if (found === undefined) {
    found = ask<Topology>(url);
    found.catch(() => topologies.delete(url));
    topologies.set(url, found);
  }
  return found;
}

let towns: Promise<Town[]> | null = null;

/** Fill the sources: coarse at once, fine when the map is near enough to need it. */
export function furnish(map: MapLibre): void {
  let fine = false;
  const land = async (url: string): Promise<void> => {
    const world = await topology(url);
    const countries = world.objects["countries"] as GeometryCollection<{ name: string }>;
    draw(map, "land", feature(world, countries));
    draw(map, "borders", { type: "Feature", properties: {}, geometry: mesh(world, countries, (a, b) => a !== b) });
    draw(map, "countries", labels(feature(world, countries)));
  };
  const look = (): void => {
    if (fine || map.getZoom() < FINE_FROM) return;
    fine = true;
    void land(fineUrl);
  };
  void land(coarseUrl).then(look);
  map.on("zoomend", look);
  towns ??= ask<Town[]>("/api/towns");
  towns.then(
    (found) => {
      draw(map, "towns", {
        type: "FeatureCollection",
        features: found.map(({ name, lat, lon, population }) => ({
          type: "Feature", properties: { name, population }, geometry: { type: "Point", coordinates: [lon, lat] },
        })),
      });
    },
    () => { towns = null; /* the map stands without towns */ },
  );
}

/** A label in the middle of each country's largest ring. */
function labels(countries: FeatureCollection): FeatureCollection {
  const features: FeatureCollection["features"] = [];
  for (const country of countries.features) {
    const { geometry } = country;
    const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.type === "MultiPolygon" ? geometry.coordinates.map((part) => part[0]) : [];
    let best: [number, number] | null = null;
    let most = 0;
    for (const ring of rings) {
      if (ring === undefined) continue;
      let area = 0, cx = 0, cy = 0;
      for (let at = 0; at + 1 < ring.length; at++) {
        const [x0 = 0, y0 = 0] = ring[at] ?? [];
        const [x1 = 0, y1 = 0] = ring[at + 1] ?? [];
        const cross = x0 * y1 - x1 * y0;
        area += cross;
        cx += (x0 + x1) * cross;
        cy += (y0 + y1) * cross;
      }
      if (Math.abs(area) > most) {
        most = Math.abs(area);
        best = [cx / (3 * area), cy / (3 * area)];
      }
    }
    if (best !== null) features.push({ type: "Feature", properties: country.properties, geometry: { type: "Point", coordinates: best } });
  }
  return { type: "FeatureCollection", features };
}

/** Put data into a source; one that went with its style takes none. */
export function draw(map: MapLibre, name: string, data: GeoJSON.GeoJSON): void {
  void map.getSource<GeoJSONSource>(name)?.setData(data);
}
