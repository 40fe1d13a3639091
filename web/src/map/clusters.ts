/** Events drawn near each other as one: a grid in the world, so that clusters stay put when the map moves.
 *
 * The grid is made from the typed arrays for what is in view alone: 50,000 events take about a millisecond,
 * so the sliders need no other thread and no request.
 */

import { latitude, type Events } from "../events";

export interface Cluster {
  lon: number;
  lat: number;
  count: number;
  /** The event of the list that comes first. */
  first: number;
  /** How many are of violence, and whether any is contested. */
  hot: number;
  contested: boolean;
  west: number;
  east: number;
  north: number;
  south: number;
}

/** What is drawn, and which events each sign stands for. */
export interface Drawn { clusters: Cluster[]; members: (cluster: Cluster) => number[] }

export type Box = readonly [west: number, north: number, east: number, south: number];

/** Cells across a screen of 512 pixels at a whole zoom: some 48 pixels each. */
const CELLS = 10.5;
/** Events nearer than this on the screen are never told apart, however far one zooms. */
export const CLOSEST = 12;

/** Columns of cells: sums and ends, one value a cell. */
class Cells {
  length = 0;
  readonly first: number[] = [];
  readonly count: number[] = [];
  readonly hot: number[] = [];
  readonly contested: number[] = [];
  readonly sx: number[] = [];
  readonly sy: number[] = [];
  readonly ends: number[] = [];

  open(at: number, px: number, py: number): number {
    this.first.push(at);
    for (const sums of [this.count, this.hot, this.contested, this.sx, this.sy]) sums.push(0);
    this.ends.push(px, px, py, py);
    return this.length++;
  }
}

export function clusters(events: Events, shown: Int32Array, contested: Uint8Array, zoom: number, box: Box): Drawn {
  const step = 1 / (CELLS * 2 ** Math.min(CLOSEST, Math.floor(zoom)));
  const [west, north, east, south] = box;
  const left = (west + 180) / 360;
  const right = (east + 180) / 360;
  const column = Math.floor(left / step);
  const row = Math.floor(north / step);
  const across = Math.floor(right / step) - column + 1;
  const grid = new Int32Array(across * (Math.floor(south / step) - row + 1)).fill(-1);
  const cells = new Cells();
  const { x, y, hot } = events;
  const of = new Int32Array(shown.length).fill(-1);
  for (let n = 0; n < shown.length; n++) {
    const at = shown[n] ?? 0;
    const px = x[at] ?? NaN;
    const py = y[at] ?? NaN;
    if (!(px >= left && px <= right && py >= north && py <= south)) continue;
    const key = (Math.floor(py / step) - row) * across + Math.floor(px / step) - column;
    let cell = grid[key] ?? -1;
    if (cell < 0) grid[key] = cell = cells.open(at, px, py);
    of[n] = cell;
    add(cells, cell, px, py, hot[at] ?? 0, contested[at] ?? 0);
  }
  const found = Array.from({ length: cells.length }, (_, cell) => cluster(cells, cell));
  const number = new Map(found.map((each, cell) => [each, cell]));
  return { clusters: found, members: (each) => { const cell = number.get(each); return [...shown].filter((_, n) => of[n] === cell); } };
}

function add(cells: Cells, cell: number, px: number, py: number, hot: number, contested: number): void {
  const { count, sx, sy, ends } = cells;
  count[cell] = (count[cell] ?? 0) + 1;
  sx[cell] = (sx[cell] ?? 0) + px;
  sy[cell] = (sy[cell] ?? 0) + py;
  cells.hot[cell] = (cells.hot[cell] ?? 0) + hot;
  cells.contested[cell] = (cells.contested[cell] ?? 0) + contested;
  const at = 4 * cell;
  if (px < (ends[at] ?? px)) ends[at] = px;
  if (px > (ends[at + 1] ?? px)) ends[at + 1] = px;
  if (py < (ends[at + 2] ?? py)) ends[at + 2] = py;
  if (py > (ends[at + 3] ?? py)) ends[at + 3] = py;
}

function cluster(cells: Cells, cell: number): Cluster {
  const count = cells.count[cell] ?? 1;
  const [west = 0, east = 0, north = 0, south = 0] = cells.ends.slice(4 * cell, 4 * cell + 4);
  return {
    lon: ((cells.sx[cell] ?? 0) / count) * 360 - 180, lat: latitude((cells.sy[cell] ?? 0) / count),
    count, first: cells.first[cell] ?? 0, hot: cells.hot[cell] ?? 0, contested: (cells.contested[cell] ?? 0) > 0,
    west, east, north, south,
  };
}
