/** The four classes of demand of Syntetos, Boylan and Croston (2005, JORS 56, 495-503). */
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

export interface Classified {
  readonly demand: DemandClass;
  /** Mean number of steps from one demand to the next. */
  readonly adi: number;
  /** Squared coefficient of variation of the sizes. */
  readonly cv2: number;
}

const ADI_LIMIT = 1.32;
const CV2_LIMIT = 0.49;

/** Sorts a history by how often and how evenly it sells; gaps are left out. */
export function classify(y: Float64Array): Classified {
  let [steps, sales, sum, squares] = [0, 0, 0, 0];
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    steps += 1;
    if (value === 0) continue;
    sales += 1;
    sum += value;
    squares += value * value;
  }
  const adi = steps / Math.max(1, sales);
  const mean = sum / Math.max(1, sales);
  const cv2 = sales > 1 && mean !== 0 ? Math.max(0, (squares / sales - mean * mean) / (mean * mean)) : 0;
  const steady = cv2 < CV2_LIMIT;
  if (adi < ADI_LIMIT) return { demand: steady ? 'smooth' : 'erratic', adi, cv2 };
  return { demand: steady ? 'intermittent' : 'lumpy', adi, cv2 };
}
