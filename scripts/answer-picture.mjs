/** Draws the first questions of `munshi demo` and their answers as docs/answer.svg: `npm run demo | node scripts/answer-picture.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';

const SHOWN = ['Which products bring the most, and what do they earn?', 'How do people pay nowadays?'];
const output = readFileSync(0, 'utf8').split('\n');
const lines = SHOWN.flatMap((question) => {
  const start = output.indexOf(`> ${question}`);
  const end = output.findIndex((line, index) => index > start && /^ {2}\(\d+ ms\)$/.test(line));
  return start === -1
    ? []
    : [...output.slice(start, end).map((line) => (line.length > 104 ? `${line.slice(0, 103)}…` : line)), ''];
});
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const colour = (line) =>
  line.startsWith('> ') ? '#f0c674' : /^ {2}[a-z_]+ \{/.test(line) ? '#7f8c98' : '#e8e8e8';
const text = lines.map(
  (line, index) =>
    `<text x="20" y="${36 + index * 20}" fill="${colour(line)}" xml:space="preserve">${escaped(line)}</text>`,
);
const height = 40 + lines.length * 20;
writeFileSync(
  new URL('../docs/answer.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="${height}" viewBox="0 0 900 ${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13.5"><rect width="900" height="${height}" rx="8" fill="#1d1f21"/>${text.join('')}</svg>\n`,
);
