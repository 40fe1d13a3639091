/** Events drawn near each other as one: a grid in the world, so that clusters stay put when the map moves.
 *
 * The grid is made from the typed arrays for what is in view alone: 50,000 events take a few milliseconds,
 * so the sliders need no other thread and no request.
 */

import { latitude, type Events } from "../events";

export interface Cluster {
  lon: number;
  lat: number;
  members: number[];
  west: number;
  east: number;
  north: number;
  south: number;
}

/** Cells across a screen of 512 pixels at a whole zoom: some 48 pixels each. */
const CELLS = 10.5;
/** Events nearer than this on the screen are never told apart, however far one zooms. */
export const CLOSEST = 12;

export function clusters(events: Events, shown: Int32Array, zoom: number, box: readonly [west: number, north: number, east: number, south: number]): Cluster[] {
  const step = 1 / (CELLS * 2 ** Math.min(CLOSEST, Math.floor(zoom)));
  const [west, north, east, south] = box;
  const left = (west + 180) / 360;
  const right = (east + 180) / 360;
  const cells = new Map<number, Cluster & { sx: number; sy: number }>();
  const { x, y } = events;
  const across = Math.ceil(1 / step) + 2;
  for (const at of shown) {
    const px = x[at] ?? NaN;
    const py = y[at] ?? NaN;
    if (Number.isNaN(px) || px < left || px > right || py < north || py > south) continue;
    const key = Math.floor(py / step) * across + Math.floor(px / step);
    const cell = cells.get(key);
    if (cell === undefined) {
      cells.set(key, { lon: 0, lat: 0, members: [at], sx: px, sy: py, west: px, east: px, north: py, south: py });
    } else {
      cell.members.push(at);
      cell.sx += px;
      cell.sy += py;
      if (px < cell.west) cell.west = px;
      if (px > cell.east) cell.east = px;
      if (py < cell.north) cell.north = py;
      if (py > cell.south) cell.south = py;
    }
  }
  const found: Cluster[] = [];
  for (const cell of cells.values()) {
    cell.lon = (cell.sx / cell.members.length) * 360 - 180;
    cell.lat = latitude(cell.sy / cell.members.length);
    found.push(cell);
  }
  return found;
}
