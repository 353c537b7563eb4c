import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type Placed, textPath } from './text-path.js';

/** What was sold in one period; nothing where it is not known. */
export interface PastPoint {
  /** First day, yyyy-mm-dd. */
  readonly on: string;
  readonly value: number | undefined;
}

/** What is expected of one period. */
export interface ExpectedPoint {
  readonly on: string;
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

export interface DemandChart {
  readonly title: string;
  /** What the vertical axis counts. */
  readonly unit: string;
  readonly past: readonly PastPoint[];
  readonly expected: readonly ExpectedPoint[];
}

const WIDTH = 880;
const HEIGHT = 420;
const PLOT = { left: 64, right: WIDTH - 20, top: 52, bottom: HEIGHT - 62 };
const INK = '#333333';
const PALE = '#dddddd';
const PAST = '#1f4e79';
const EXPECTED = '#c55a11';

/** Sales so far and the forecast with its 80 % and 95 % intervals, as SVG without fonts. */
export function demandChart({ title, unit, past, expected }: DemandChart): string {
  const days = [...past, ...expected].map(({ on }) => Date.parse(on));
  const tops = [...past.map(({ value = 0 }) => value), ...expected.map(({ high95 }) => high95)];
  const x = scaleUtc([Math.min(...days), Math.max(...days)], [PLOT.left, PLOT.right]);
  const y = scaleLinear([0, Math.max(1, ...tops)], [PLOT.bottom, PLOT.top]).nice(5);
  const at = ({ on }: { readonly on: string }): number => x(Date.parse(on));

  const band = (low: (point: ExpectedPoint) => number, high: (point: ExpectedPoint) => number): string =>
    area<ExpectedPoint>()
      .x(at)
      .y0((point) => y(low(point)))
      .y1((point) => y(high(point)))(expected) ?? '';
  const sold =
    line<PastPoint>()
      .defined(({ value }) => value !== undefined)
      .x(at)
      .y(({ value = 0 }) => y(value))(past) ?? '';
  const ahead =
    line<ExpectedPoint>()
      .x(at)
      .y(({ value }) => y(value))(expected) ?? '';

  const rows = y.ticks(5).map((tick) => {
    const label = text(y.tickFormat(5)(tick), { x: PLOT.left - 8, y: y(tick) + 4, size: 12, anchor: 'end' });
    return `<path d="M${PLOT.left} ${y(tick)}H${PLOT.right}" stroke="${PALE}"/>${label}`;
  });
  const dates = x.ticks(7).map((tick) => {
    const label = text(dateLabel(tick), { x: x(tick), y: PLOT.bottom + 20, size: 12, anchor: 'middle' });
    return `<path d="M${x(tick)} ${PLOT.bottom}v5" stroke="${INK}"/>${label}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(title, { x: PLOT.left, y: 24, size: 16, weight: 'bold' }),
    text(unit, { x: PLOT.left, y: 42, size: 12 }),
    ...rows,
    ...dates,
    `<path d="M${PLOT.left} ${PLOT.bottom}H${PLOT.right}" stroke="${INK}"/>`,
    `<path d="${band(
      ({ low95 }) => low95,
      ({ high95 }) => high95,
    )}" fill="${EXPECTED}" fill-opacity="0.15"/>`,
    `<path d="${band(
      ({ low80 }) => low80,
      ({ high80 }) => high80,
    )}" fill="${EXPECTED}" fill-opacity="0.3"/>`,
    `<path d="${sold}" fill="none" stroke="${PAST}" stroke-width="1.6"/>`,
    `<path d="${ahead}" fill="none" stroke="${EXPECTED}" stroke-width="2"/>`,
    ...legend(),
    '</svg>',
  ].join('\n');
}

function legend(): string[] {
  const entries = [
    { name: 'sold', sign: `<path d="M0 0h22" stroke="${PAST}" stroke-width="2"/>` },
    { name: 'forecast', sign: `<path d="M0 0h22" stroke="${EXPECTED}" stroke-width="2"/>` },
    { name: '80 %', sign: `<path d="M0 -6h22v12h-22Z" fill="${EXPECTED}" fill-opacity="0.4"/>` },
    { name: '95 %', sign: `<path d="M0 -6h22v12h-22Z" fill="${EXPECTED}" fill-opacity="0.15"/>` },
  ];
  return entries.map(({ name, sign }, index) => {
    const left = PLOT.left + index * 110;
    const base = HEIGHT - 14;
    return `<g transform="translate(${left} ${base - 4})">${sign}</g>${text(name, { x: left + 30, y: base, size: 12 })}`;
  });
}

function text(words: string, placed: Placed): string {
  return `<path d="${textPath(words, placed).path}" fill="${INK}"/>`;
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: '2-digit',
  timeZone: 'UTC',
});

function dateLabel(tick: Date): string {
  return DATE.format(tick);
}
