import type { Point } from '../reading.js';

/** A rectangle that may stand at an angle. */
export interface TurnedBox {
  readonly centre: Point;
  /** Length along the text. */
  readonly width: number;
  /** Length across the text. */
  readonly height: number;
  /** Direction of the text in radians, clockwise from rightwards (y grows downwards). */
  readonly angle: number;
}

/** Convex hull, counterclockwise as seen with y upwards (A. M. Andrew, 1979, monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const b = chain.at(-1);
        const a = chain.at(-2);
        if (a === undefined || b === undefined || cross(a, b, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/**
 * The smallest rectangle around a convex hull: one of its sides lies on a side of the hull (Freeman and Shapira,
 * 1975). The text is taken to run along the longer side, rightwards or downwards.
 */
export function smallestBox(hull: readonly Point[]): TurnedBox {
  let best: TurnedBox | undefined;
  let bestArea = Number.POSITIVE_INFINITY;
  hull.forEach((from, index) => {
    const to = hull[(index + 1) % hull.length] ?? from;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const ux = length === 0 ? 1 : (to.x - from.x) / length;
    const uy = length === 0 ? 0 : (to.y - from.y) / length;
    let [leastU, mostU, leastV, mostV] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, y } of hull) {
      const u = x * ux + y * uy;
      const v = y * ux - x * uy;
      leastU = Math.min(leastU, u);
      mostU = Math.max(mostU, u);
      leastV = Math.min(leastV, v);
      mostV = Math.max(mostV, v);
    }
    const area = (mostU - leastU) * (mostV - leastV);
    if (area >= bestArea) return;
    bestArea = area;
    const [u, v] = [(leastU + mostU) / 2, (leastV + mostV) / 2];
    best = {
      centre: { x: u * ux - v * uy, y: u * uy + v * ux },
      width: mostU - leastU,
      height: mostV - leastV,
      angle: Math.atan2(uy, ux),
    };
  });
  return alongText(best ?? { centre: hull[0] ?? { x: 0, y: 0 }, width: 0, height: 0, angle: 0 });
}

function alongText(box: TurnedBox): TurnedBox {
  let { width, height, angle } = box;
  if (height > width) {
    [width, height] = [height, width];
    angle += Math.PI / 2;
  }
  while (angle > (3 * Math.PI) / 4) angle -= Math.PI;
  while (angle <= -Math.PI / 4) angle += Math.PI;
  return { centre: box.centre, width, height, angle };
}

/** A part of a box between two shares of its width, as four corners. */
export function corners(box: TurnedBox, from = 0, to = 1): readonly [Point, Point, Point, Point] {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const at = (u: number, v: number): Point => ({
    x: box.centre.x + u * cos - v * sin,
    y: box.centre.y + u * sin + v * cos,
  });
  const [left, right, half] = [(from - 0.5) * box.width, (to - 0.5) * box.width, box.height / 2];
  return [at(left, -half), at(right, -half), at(right, half), at(left, half)];
}

function cross(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}
