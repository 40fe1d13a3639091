/** The map: control beneath, events above, each drawn from values that others filter. */

import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type MapGeoJSONFeature } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Feature, FeatureCollection } from "geojson";
import type { Control } from "../control";
import { ink, onTheme } from "../ink";
import { northing, type Events } from "../events";
import type { Camera } from "../state";
import { family } from "../words";
import { draw, FONT, furnish, style } from "./basemap";
import { clusters, CLOSEST, type Cluster, type Drawn } from "./clusters";
import { clusterMark, eventMark, holderMark, SHAPES, type Shape } from "./marks";

setWorkerUrl(workerUrl);

export interface Handlers {
  /** The events of a sign that was chosen. */
  picked: (members: number[], where: { lon: number; lat: number }) => void;
  moved: (camera: Camera) => void;
  holder: (control: Control) => void;
}

const LARGE = 6;

export class Atlas {
  private readonly map: MapLibre;
  private events: Events | null = null;
  private shown: Int32Array = new Int32Array();
  private known: number | null = null;
  private drawn: Drawn = { clusters: [], members: () => [] };
  private held: readonly Control[] = [];
  private colours: ReadonlyMap<string, string> = new Map();
  private chosen: number | null = null;
  private due = 0;
  private ready = false;
  private readonly unTheme: () => void;

  constructor(container: HTMLElement, camera: Camera | null, private readonly handlers: Handlers) {
    this.map = new MapLibre({
      container,
      style: style(ink()),
      center: camera ? [camera.lon, camera.lat] : [20, 25],
      zoom: camera?.zoom ?? 1.5,
      minZoom: 1,
      maxZoom: 16,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "bottom-right");
    this.map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
    this.map.setMissingStyleImageResolver((id) => { this.image(id); });
    this.map.on("style.load", () => { this.dress(); });
    this.map.on("move", () => { this.soon(); });
    this.map.on("moveend", () => { handlers.moved(this.camera()); });
    this.map.on("click", (event) => { this.click(event.point); });
    this.map.on("mousemove", (event) => {
      this.map.getCanvas().style.cursor = this.under(event.point) ? "pointer" : "";
    });
    this.map.on("idle", () => { document.documentElement.dataset["drawn"] = String(this.drawn.clusters.length); });
    this.unTheme = onTheme(() => { this.ready = false; this.map.setStyle(style(ink()), { diff: false }); });
  }

  show(events: Events, shown: Int32Array, known: number | null): void {
    this.events = events;
    this.shown = shown;
    this.known = known;
    this.soon();
  }

  control(held: readonly Control[], colours: ReadonlyMap<string, string>): void {
    this.held = held;
    this.colours = colours;
    if (this.ready) this.drawControl();
  }

  choose(at: number | null): void {
    if (this.chosen === at) return;
    this.chosen = at;
    if (this.ready) this.drawChosen();
  }

  /** Move so that all of some events are in view. */
  frame(members: Iterable<number>): void {
    const { events } = this;
    if (events === null) return;
    const xs: number[] = [];
    const ys: number[] = [];
    for (const at of members) {
      const place = events.columns.places[events.columns.place[at] ?? -1];
      if (place === undefined || place.lon === null || place.lat === null) continue;
      // The reach of a country or province is no point to zoom to.
      if (place.precision === "country" || place.precision === "region") continue;
      xs.push(place.lon);
      ys.push(place.lat);
    }
    if (xs.length === 0) return;
    const [west, east] = ends(xs);
    const [south, north] = ends(ys);
    this.map.fitBounds([[west, south], [east, north]], { padding: 48, maxZoom: 9, animate: false });
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return { lon: lng, lat, zoom: this.map.getZoom() };
  }

  resize(): void {
    this.map.resize();
  }

  close(): void {
    cancelAnimationFrame(this.due);
    this.unTheme();
    this.map.remove();
  }

  private dress(): void {
    const { map } = this;
    const { ink: colour, paper, accent } = ink();
    const empty: FeatureCollection = { type: "FeatureCollection", features: [] };
    for (const name of ["control", "events", "chosen"]) map.addSource(name, { type: "geojson", data: empty });
    map.addLayer({
      id: "control", type: "symbol", source: "control",
      layout: { "icon-image": ["get", "mark"], "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-size": ["interpolate", ["linear"], ["zoom"], 4, 0.45, 7, 0.8, 10, 1.15] },
      paint: { "icon-opacity": ["get", "fade"] },
    });
    map.addLayer({ id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 19, "circle-color": accent, "circle-opacity": 0.18, "circle-stroke-color": accent, "circle-stroke-width": 2 } });
    map.addLayer({
      id: "events", type: "symbol", source: "events",
      layout: { "icon-image": ["get", "mark"], "icon-size": ["get", "size"], "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["get", "count"] },
    });
    map.addLayer({
      id: "counts", type: "symbol", source: "events", filter: [">", ["get", "count"], 1],
      layout: { "text-field": ["get", "label"], "text-font": FONT, "text-size": 13, "text-allow-overlap": true, "text-ignore-placement": true },
      paint: { "text-color": colour, "text-halo-color": paper, "text-halo-width": 1 },
    });
    this.ready = true;
    furnish(map);
    this.drawControl();
    this.drawChosen();
    this.soon();
  }

  private soon(): void {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { events, map } = this;
    if (events === null || !this.ready) return;
    const start = performance.now();
    const bounds = map.getBounds();
    const margin = 0.15 * (bounds.getEast() - bounds.getWest());
    const box: [number, number, number, number] = [
      bounds.getWest() - margin, northing(bounds.getNorth() + margin), bounds.getEast() + margin, northing(bounds.getSouth() - margin),
    ];
    this.drawn = clusters(events, this.shown, events.contested(this.known), map.getZoom(), box);
    const features = this.drawn.clusters.map((cluster, at) => this.sign(events, cluster, at));
    draw(map, "events", { type: "FeatureCollection", features });
    performance.measure("affray-draw", { start, end: performance.now() });
    delete document.documentElement.dataset["drawn"];
  }

  private sign(events: Events, cluster: Cluster, id: number): Feature {
    const { count, first, hot, contested } = cluster;
    let mark: string;
    let size: number;
    if (count === 1) {
      mark = `event|${SHAPES[family(events.columns.type[first] ?? "")]}|${hot}|${contested ? 1 : 0}`;
      const { best, low } = events.killed(first, this.known);
      size = 0.85 + 0.13 * Math.log2(1 + Math.min(1000, best ?? low ?? 0));
    } else {
      mark = `cluster|${Math.round((8 * hot) / count)}|${contested ? 1 : 0}`;
      size = count < LARGE ? 0.78 : count < 50 ? 0.92 : count < 500 ? 1.1 : 1.3;
    }
    return {
      type: "Feature", properties: { id, mark, size, count, label: count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k` },
      geometry: { type: "Point", coordinates: [cluster.lon, cluster.lat] },
    };
  }

  private drawControl(): void {
    draw(this.map, "control", {
      type: "FeatureCollection",
      features: this.held.map((held, id) => ({
        type: "Feature",
        properties: {
          id,
          mark: `holder|${held.contested ? 1 : 0}|${held.holders.slice(0, 2).map((holder) => this.colours.get(holder.id) ?? "").join(",")}`,
          fade: Math.max(0.35, 0.95 - held.age / 200),
        },
        geometry: { type: "Point", coordinates: [held.lon, held.lat] },
      })),
    });
  }

  private drawChosen(): void {
    const { events, chosen } = this;
    const place = events && chosen !== null ? events.columns.places[events.columns.place[chosen] ?? -1] : undefined;
    draw(this.map, "chosen", {
      type: "FeatureCollection",
      features: place === undefined || place.lon === null || place.lat === null ? [] : [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [place.lon, place.lat] } }],
    });
  }

  private image(id: string): void {
    const colours = ink();
    const [kind, one = "", two = "", three = ""] = id.split("|");
    let data: ImageData | null = null;
    if (kind === "event") data = eventMark(one as Shape, two === "1", three === "1", colours);
    else if (kind === "cluster") data = clusterMark(Number(one) / 8, two === "1", colours);
    else if (kind === "holder") data = holderMark(two.split(",").filter(Boolean), one === "1", colours);
    else if (kind === "town") data = dot(colours.muted);
    if (data !== null && !this.map.hasImage(id)) this.map.addImage(id, data, { pixelRatio: 2 });
  }

  private under(point: { x: number; y: number }): MapGeoJSONFeature | undefined {
    if (!this.ready) return undefined;
    const reach = 4;
    return this.map.queryRenderedFeatures([[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]], { layers: ["events", "control"] })[0];
  }

  private click(point: { x: number; y: number }): void {
    const found = this.under(point);
    if (found === undefined) return;
    const id = Number(found.properties["id"]);
    if (found.layer.id === "control") {
      const held = this.held[id];
      if (held) this.handlers.holder(held);
      return;
    }
    const cluster = this.drawn.clusters[id];
    if (cluster === undefined) return;
    const spread = Math.max(cluster.east - cluster.west, cluster.south - cluster.north);
    if (cluster.count > 1 && spread > 1e-6 && this.map.getZoom() < CLOSEST) {
      this.map.easeTo({ center: [cluster.lon, cluster.lat], zoom: Math.min(CLOSEST, this.map.getZoom() + 2), duration: calm() ? 0 : 350 });
    }
    this.handlers.picked(this.drawn.members(cluster), cluster);
  }
}

function ends(values: number[]): [number, number] {
  const sorted = values.sort((a, b) => a - b);
  // A few far away do not set the view: the middle 96 % do.
  const cut = Math.floor(sorted.length * 0.02);
  return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function dot(colour: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 10;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no canvas");
  context.beginPath();
  context.arc(5, 5, 3.2, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  return context.getImageData(0, 0, 10, 10);
}
