/** The signs of the map, drawn on canvas: events by family, clusters, control by holder. */

import type { Family } from "../words";

export interface Ink { ink: string; paper: string; accent: string; muted: string; line: string; water: string; land: string; border: string }

export const SHAPES: Record<Family, Shape> = {
  fighting: "disc", harm: "square", territory: "diamond", forces: "triangle",
  relations: "ring", captives: "ring", words: "ring", civil: "ring",
};
export type Shape = "disc" | "square" | "diamond" | "triangle" | "ring";

export function trace(canvas: Path2D | CanvasRenderingContext2D, shape: Shape, c: number, r: number): void {
  if (shape === "square") canvas.rect(c - r * 0.86, c - r * 0.86, r * 1.72, r * 1.72);
  else if (shape === "disc" || shape === "ring") canvas.arc(c, c, r, 0, 2 * Math.PI);
  else if (shape === "diamond") polygon(canvas, [[c, c - r * 1.2], [c + r * 1.2, c], [c, c + r * 1.2], [c - r * 1.2, c]]);
  else polygon(canvas, [[c, c - r * 1.15], [c + r * 1.1, c + r * 0.85], [c - r * 1.1, c + r * 0.85]]);
}

function polygon(canvas: Path2D | CanvasRenderingContext2D, points: [number, number][]): void {
  points.forEach(([x, y], at) => { if (at === 0) canvas.moveTo(x, y); else canvas.lineTo(x, y); });
  canvas.closePath();
}

const RATIO = 2;

function board(size: number, draw: (canvas: CanvasRenderingContext2D, c: number) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * RATIO;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no canvas");
  context.scale(RATIO, RATIO);
  draw(context, size / 2);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** One event: shape by family, a second ring where its sources contradict each other. */
export function eventMark(shape: Shape, hot: boolean, contested: boolean, ink: Ink): ImageData {
  return board(30, (canvas, c) => {
    const colour = hot ? ink.accent : ink.ink;
    canvas.beginPath();
    trace(canvas, shape, c, 7);
    canvas.fillStyle = shape === "ring" ? ink.paper : colour;
    canvas.fill();
    canvas.lineWidth = shape === "ring" ? 2.5 : 1.5;
    canvas.strokeStyle = shape === "ring" ? colour : ink.paper;
    canvas.stroke();
    if (contested) {
      canvas.beginPath();
      canvas.arc(c, c, 12.2, 0, 2 * Math.PI);
      canvas.lineWidth = 1.7;
      canvas.setLineDash([3.2, 2.4]);
      canvas.strokeStyle = colour;
      canvas.stroke();
    }
  });
}

/** Several events: a disc with the share of violent ones as an arc around it. */
export function clusterMark(share: number, contested: boolean, ink: Ink): ImageData {
  return board(48, (canvas, c) => {
    canvas.beginPath();
    canvas.arc(c, c, 17, 0, 2 * Math.PI);
    canvas.fillStyle = ink.paper;
    canvas.fill();
    canvas.lineWidth = 3.5;
    canvas.strokeStyle = ink.muted;
    canvas.stroke();
    if (share > 0) {
      canvas.beginPath();
      canvas.arc(c, c, 17, -Math.PI / 2, -Math.PI / 2 + share * 2 * Math.PI);
      canvas.strokeStyle = ink.accent;
      canvas.stroke();
    }
    if (contested) {
      canvas.beginPath();
      canvas.arc(c, c, 21.5, 0, 2 * Math.PI);
      canvas.lineWidth = 1.4;
      canvas.setLineDash([3.2, 2.6]);
      canvas.strokeStyle = ink.accent;
      canvas.stroke();
    }
  });
}

/** Who holds a place: a square of the holder's colour, hatched with all colours where it is contested. */
export function holderMark(colours: readonly string[], contested: boolean, ink: Ink): ImageData {
  return board(34, (canvas, c) => {
    const r = 12;
    const first = colours[0] ?? ink.muted;
    canvas.beginPath();
    canvas.roundRect(c - r, c - r, 2 * r, 2 * r, 3);
    canvas.save();
    canvas.clip();
    canvas.fillStyle = first;
    canvas.fillRect(c - r, c - r, 2 * r, 2 * r);
    if (contested || colours.length > 1) hatch(canvas, c, r, colours[1] ?? ink.paper);
    canvas.restore();
    canvas.lineWidth = 1.5;
    canvas.strokeStyle = ink.paper;
    canvas.stroke();
  });
}

function hatch(canvas: CanvasRenderingContext2D, c: number, r: number, colour: string): void {
  canvas.lineWidth = 3.4;
  canvas.strokeStyle = colour;
  for (let at = -3 * r; at < 3 * r; at += 7) {
    canvas.beginPath();
    canvas.moveTo(c + at - r, c + r);
    canvas.lineTo(c + at + r, c - r);
    canvas.stroke();
  }
}

/** Holders in colours that stay apart for all eyes (Okabe and Ito, and two of their darker kin). */
export const HOLDER_COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#8B6914", "#5D3A9B", "#7A8B00"];
export const OTHER_HOLDER = "#8A9096";
