import type { Point } from '../reading.js';
import { convexHull, smallestBox, type TurnedBox } from './geometry.js';

/** How the map of text becomes boxes. */
const THRESHOLD = 0.3;
const LEAST_SCORE = 0.5;
/** Boxes grow by area x this / perimeter, because the map shows text shrunk. */
const UNCLIP = 1.6;
const LEAST_SIDE = 3;
const MOST_REGIONS = 1_500;

/**
 * Boxes of text from a map of how likely each pixel is text (Liao et al., 2020, "Real-time Scene Text Detection with
 * Differentiable Binarization", 3.3: threshold, connected regions, mean score, growth by area and perimeter).
 *
 * @param map Rows of `width` values from 0 to 1.
 * @returns Boxes in pixels of the map.
 */
export function findRegions(map: Float32Array, width: number, height: number): TurnedBox[] {
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  const boxes: TurnedBox[] = [];
  for (let start = 0; start < map.length && boxes.length < MOST_REGIONS; start += 1) {
    if (seen[start] !== 0 || (map[start] ?? 0) <= THRESHOLD) continue;
    const edge: Point[] = [];
    let sum = 0;
    let count = 0;
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      sum += map[at] ?? 0;
      count += 1;
      let inside = 0;
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if ((map[next] ?? 0) <= THRESHOLD) continue;
          inside += 1;
          if (seen[next] === 0) {
            seen[next] = 1;
            stack.push(next);
          }
        }
      }
      if (inside < 9) edge.push({ x, y });
    }
    if (count < LEAST_SIDE * LEAST_SIDE || sum / count < LEAST_SCORE) continue;
    const box = smallestBox(convexHull(edge));
    const [w, h] = [box.width + 1, box.height + 1];
    if (Math.min(w, h) < LEAST_SIDE) continue;
    const grow = (w * h * UNCLIP) / (2 * (w + h));
    boxes.push({ ...box, width: w + 2 * grow, height: h + 2 * grow });
  }
  return boxes;
}
