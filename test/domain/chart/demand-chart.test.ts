import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { type DemandChart, demandChart } from '../../../src/domain/chart/demand-chart.js';
import { svgToPng } from '../../../src/domain/chart/png.js';
import { textPath } from '../../../src/domain/chart/text-path.js';

const day = (index: number): string =>
  new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

const CHART: DemandChart = {
  title: 'Tea & <biscuits>',
  unit: 'packs a day',
  past: [4, 6, undefined, 5, 8, 7].map((value, index) => ({ on: day(index), value })),
  expected: [6, 7].map((value, index) => ({
    on: day(6 + index),
    value,
    low80: value - 2,
    high80: value + 2,
    low95: value - 4,
    high95: value + 4,
  })),
};

/** Where the drawing puts ink of about this colour: least and most x and y. */
async function extent(chart: DemandChart, [red, green, blue]: readonly [number, number, number]) {
  const { data, width, height } = PNG.sync.read(Buffer.from(await svgToPng(demandChart(chart))));
  const found: { x: number; y: number }[] = [];
  // The plot alone: the legend lies below it.
  for (let index = 0; index < width * (height - 40); index += 1) {
    const [r = 0, g = 0, b = 0] = data.subarray(index * 4, index * 4 + 3);
    if (Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 24)
      found.push({ x: index % width, y: Math.floor(index / width) });
  }
  return {
    left: Math.min(...found.map(({ x }) => x)),
    right: Math.max(...found.map(({ x }) => x)),
    top: Math.min(...found.map(({ y }) => y)),
    bottom: Math.max(...found.map(({ y }) => y)),
  };
}

const SOLD = [0x1f, 0x4e, 0x79] as const;
const AHEAD = [0xc5, 0x5a, 0x11] as const;
/** 15 % of the forecast's colour on white. */
const WIDE_BAND = [246, 230, 219] as const;

describe('the chart of a forecast', () => {
  test('draws what was sold before what is expected, each at its height', async () => {
    const sold = await extent(CHART, SOLD);
    const ahead = await extent(CHART, AHEAD);
    const band = await extent(CHART, WIDE_BAND);
    expect(sold.left).toBeLessThan(70);
    expect(sold.right).toBeLessThan(ahead.left);
    expect(band.top).toBeLessThan(ahead.top);
    expect(band.bottom).toBeGreaterThan(ahead.bottom);
    const higher = {
      ...CHART,
      expected: CHART.expected.map((point) => ({ ...point, value: point.value + 2 })),
    };
    expect((await extent(higher, AHEAD)).top).toBeLessThan(ahead.top);
  });

  test('leaves a gap where nothing is known', () => {
    const sold = /<path d="([^"]+)" fill="none" stroke="#1f4e79"/.exec(demandChart(CHART))?.[1] ?? '';
    expect(sold.match(/M/g)).toHaveLength(2);
    expect(sold.match(/L/g)).toHaveLength(3);
  });

  test('needs no fonts and takes no markup from names', () => {
    const svg = demandChart(CHART);
    expect(svg).not.toMatch(/<text|biscuits/);
  });

  test('is drawn of nothing but zeros', async () => {
    const none = { ...CHART, past: CHART.past.map(({ on }) => ({ on, value: 0 })), expected: [] };
    expect((await svgToPng(demandChart(none))).length).toBeGreaterThan(1_000);
  });
});

describe('text as a path', () => {
  const width = (text: string): number => textPath(text, { x: 0, y: 0, size: 10 }).width;

  test('is as wide as its parts, in any script of the font', () => {
    expect(width('Tea चाय')).toBeCloseTo(width('Tea ') + width('चाय'), 6);
    expect(width('चाय')).toBeGreaterThan(5);
  });

  test('joins a vowel sign with its letter as the script wants', () => {
    // The sign for short i stands before the letter that it follows in writing.
    expect(textPath('कि', { x: 0, y: 0, size: 10 }).path).not.toBe(
      textPath('क', { x: 0, y: 0, size: 10 }).path + textPath('ि', { x: width('क'), y: 0, size: 10 }).path,
    );
  });

  test('ends or is centred where it is told', () => {
    const start = (anchor: 'start' | 'middle' | 'end'): number =>
      Math.min(
        ...[...textPath('100', { x: 50, y: 0, size: 10, anchor }).path.matchAll(/[ML](-?[\d.]+)/g)].map(
          ([, x]) => Number(x),
        ),
      );
    expect(start('start') - start('end')).toBeCloseTo(width('100'), 1);
    expect(start('start') - start('middle')).toBeCloseTo(width('100') / 2, 1);
  });

  test('writes a question mark for what the font lacks', () => {
    expect(textPath('語', { x: 0, y: 0, size: 10 }).path).toBe(textPath('?', { x: 0, y: 0, size: 10 }).path);
  });
});
