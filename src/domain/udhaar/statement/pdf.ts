import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfCancelled } from '../../errors.js';
import { currencyDigits, fromUnits } from '../../money.js';
import type { ShopSettings } from '../../shop.js';
import { zonedMoment } from '../../time.js';
import { type Entry, severalDues } from '../entry.js';
import { qrModules } from '../qr.js';
import type { Ageing, StatementRow } from '../view.js';
import { BOTTOM, MARGIN, Paper, WIDTH } from './paper.js';
import { particulars } from './particulars.js';
import { type Issued, verificationCode } from './proof.js';

const TEXT = 8;
const LINE = 13;
const QR = 84;
const GREY = '#555';
/** Hexadecimal digits of an entry's hash: enough to tell entries apart. */
const SHORT_HASH = 12;

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'right';
}

const COLUMNS: readonly Column[] = [
  { title: 'No.', width: 28 },
  { title: 'Date', width: 50 },
  { title: 'Particulars', width: 140 },
  { title: 'Due', width: 50 },
  { title: 'Given', width: 60, align: 'right' },
  { title: 'Received', width: 60, align: 'right' },
  { title: 'Balance', width: 66, align: 'right' },
  { title: 'Entry hash', width: 61, align: 'right' },
];

const AGES: readonly (readonly [keyof Ageing, string])[] = [
  ['not_due', 'Not due'],
  ['days_1_30', '1 to 30 days'],
  ['days_31_60', '31 to 60 days'],
  ['days_61_90', '61 to 90 days'],
  ['days_over_90', 'Over 90 days'],
];

/**
 * A statement as an A4 document for print: balances, every entry with the balance after it, ageing, and the code by
 * which the shop's book can be asked whether it is genuine.
 */
export async function statementPdf(
  issued: Issued,
  shop: ShopSettings,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { statement, issued_at: at } = issued;
  const { name, customer_id: id, from, to, currency, opening, rows, closing } = statement;
  const code = verificationCode(issued);
  const numbers = new Intl.NumberFormat(shop.locale, {
    minimumFractionDigits: currencyDigits(currency),
    maximumFractionDigits: currencyDigits(currency),
    numberingSystem: 'latn',
  });
  const money = (units: number): string => numbers.format(fromUnits(units, currencyDigits(currency)));
  const paper = await Paper.begin(`Statement of account, ${name}`, shop.name, at);

  const body = { size: 9, width: WIDTH };
  paper.text(shop.name, MARGIN, MARGIN, { size: 16, weight: 'bold', width: WIDTH });
  paper.text('Statement of account (udhaar)', MARGIN, MARGIN + 24, { ...body, size: 11 });
  paper.text(`Customer: ${name}`, MARGIN, MARGIN + 46, { ...body, weight: 'bold' });
  paper.text(`Account: ${id}`, MARGIN, MARGIN + 60, body);
  paper.text(`From ${from} to ${to}, both included`, MARGIN, MARGIN + 74, body);
  paper.text(`Issued ${zonedMoment(at, shop.time_zone)}. Amounts in ${currency}.`, MARGIN, MARGIN + 88, body);

  let y = MARGIN + 112;
  const heading = (): void => {
    line(
      paper,
      y,
      COLUMNS.map(({ title }) => title),
      'bold',
    );
    paper.rule(y + LINE);
    y += LINE + 3;
  };
  const room = async (needed: number, table: boolean): Promise<void> => {
    if (y + needed <= BOTTOM) return;
    throwIfCancelled(signal);
    await nextTurn();
    paper.addPage();
    y = MARGIN;
    if (table) heading();
  };

  heading();
  line(paper, y, ['', from, 'Balance brought forward', '', '', '', money(opening), ''], 'bold');
  y += LINE;
  for (const row of rows) {
    for (const texts of [cells(row, money), ...dueLines(row.entry, money)]) {
      await room(LINE, true);
      line(paper, y, texts);
      y += LINE;
    }
  }
  await room(LINE, true);
  line(paper, y, ['', to, 'Balance carried forward', '', '', '', money(closing.balance), ''], 'bold');
  paper.rule(y + LINE);
  y += LINE + 12;

  await room(3 * LINE, false);
  const share = WIDTH / (AGES.length + 1);
  paper.text(`Open debts by days past their due date, on ${to}`, MARGIN, y, { ...body, weight: 'bold' });
  const ages = AGES.map(([key, title]): [string, number] => [title, closing.ageing[key]]);
  for (const [index, [title, units]] of [...ages, ['Advance', closing.advance] as const].entries()) {
    const x = MARGIN + index * share;
    paper.text(title, x, y + LINE + 2, { size: TEXT, width: share - 6, colour: GREY });
    paper.text(money(units), x, y + 2 * LINE + 2, { size: 9, width: share - 6, fit: 'shrink' });
  }
  y += 3 * LINE + 14;

  await room(QR, false);
  paper.squares(qrModules(code), MARGIN, y, QR);
  const aside = { size: 9, width: WIDTH - QR - 14 };
  const x = MARGIN + QR + 14;
  paper.text('Verification code', x, y, { ...aside, weight: 'bold' });
  paper.text(code, x, y + 14, { ...aside, fit: 'shrink' });
  const advice = [
    'Show this code to the shop to have the statement checked. Its book answers whether the',
    'statement is genuine, what it says, and whether entries were added since. Compare the',
    'answer with this paper.',
  ];
  for (const [index, sentence] of advice.entries())
    paper.text(sentence, x, y + 32 + index * 12, { ...aside, size: TEXT, colour: GREY });

  paper.eachPage((page, pages) => {
    const foot = { size: 7, colour: GREY, align: 'left' } as const;
    paper.rule(BOTTOM + 8);
    paper.text(code, MARGIN, BOTTOM + 12, { ...foot, width: WIDTH - 80 });
    paper.text(`Page ${page} of ${pages}`, MARGIN, BOTTOM + 12, { ...foot, width: WIDTH, align: 'right' });
  });
  return paper.end();
}

function cells(row: StatementRow, money: (units: number) => string): string[] {
  const { entry, balance } = row;
  return [
    String(entry.seq),
    entry.on,
    particulars(row),
    severalDues(entry).length > 0 ? 'in parts' : (entry.dues?.[0]?.due ?? ''),
    entry.effect > 0 ? money(entry.effect) : '',
    entry.effect < 0 ? money(-entry.effect) : '',
    money(balance),
    entry.hash.slice(0, SHORT_HASH),
  ];
}

/** A line for each part of an entry that falls due on several days. */
function dueLines(entry: Entry, money: (units: number) => string): string[][] {
  return severalDues(entry).map(({ due, amount }) => ['', '', `of it ${money(amount)}`, due]);
}

/** A line of the table. Numbers are set smaller where they are wide, never cut. */
function line(
  paper: Paper,
  y: number,
  texts: readonly string[],
  weight: 'regular' | 'bold' = 'regular',
): void {
  let x = MARGIN;
  for (const [index, { width, align = 'left' }] of COLUMNS.entries()) {
    const fit = index === 2 ? 'cut' : 'shrink';
    const text = texts[index] ?? '';
    if (text !== '') paper.text(text, x, y, { size: TEXT, weight, width: width - 4, align, fit });
    x += width;
  }
}
