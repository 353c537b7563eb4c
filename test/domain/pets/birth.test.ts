import { describe, expect, test } from 'vitest';
import { ageText, monthsBefore, monthsBetween, readBirth } from '../../../src/domain/pets/birth.js';
import { readList, readPhotos, readVaccinated } from '../../../src/domain/pets/saving.js';
import { TODAY } from './shop.js';

const PET = { pet_id: 'p', name: 'P', type: 'dog', availability: 'available' } as const;

describe('a birth', () => {
  test.each([
    ['2026-01-31', '2026-01-31', 'day', '8 weeks'],
    [' 2026-03-31 ', '2026-03-31', 'day', '0 days'],
    ['2026-03', '2026-03-15', 'month', 'about 2 weeks'],
    ['2025-12', '2025-12-15', 'month', 'about 3 months'],
    ['2026', '2026-03-31', 'year', 'about 0 months'],
    ['2024', '2024-07-01', 'year', 'about 1 year'],
    ['3 months', '2025-12-31', 'month', 'about 3 months'],
    ['about 2 years', '2024-03-31', 'year', 'about 2 years'],
    ['1.5 years', '2024-09-30', 'year', 'about 1 year'],
    ['10 weeks old', '2026-01-20', 'month', 'about 10 weeks'],
    ['5 days', '2026-03-26', 'day', '5 days'],
  ])('%j is %s', (said, born, precision, age) => {
    const birth = readBirth(said, TODAY);
    expect(birth).toEqual({ born, born_precision: precision });
    expect(ageText({ ...PET, ...birth }, TODAY)).toBe(age);
  });

  test.each([
    '2026-02-30',
    '2026-13',
    '2027',
    '2026-04-01',
    '31-01-2026',
    'young',
    '',
    '3',
    '9999 years',
    '2026-1-31',
    '1.7 months',
  ])('%j is refused', (said) => {
    expect(() => readBirth(said, TODAY)).toThrow(expect.objectContaining({ field: 'born' }));
  });

  test('is so many months ago from the day on that monthsBefore gives', () => {
    for (const today of ['2026-03-31', '2024-02-29', '2026-02-28', '2026-01-01'])
      for (let days = 0; days < 1_200; days += 1) {
        const born = new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
        const months = monthsBetween(born, today);
        expect(born <= monthsBefore(today, months), `${born} ${today}`).toBe(true);
        expect(born > monthsBefore(today, months + 1), `${born} ${today}`).toBe(true);
      }
  });
});

describe('what else is read', () => {
  test('vaccinated', () => {
    expect(readVaccinated('2026-03-31', TODAY)).toEqual({ vaccinated: true, vaccinated_on: '2026-03-31' });
    expect(readVaccinated(' Yes', TODAY)).toEqual({ vaccinated: true });
    expect(readVaccinated('no', TODAY)).toEqual({ vaccinated: false });
    for (const said of ['2026-04-01', '2026-02-30', 'soon', '01/02/2026'])
      expect(() => readVaccinated(said, TODAY)).toThrow(expect.objectContaining({ field: 'vaccinated' }));
  });

  test('photos are https links and nothing else', () => {
    expect(readPhotos('https://a.example/1.jpg, https://a.example/2.jpg https://a.example/1.jpg')).toEqual([
      'https://a.example/1.jpg',
      'https://a.example/2.jpg',
    ]);
    for (const said of [
      'http://a.example/1',
      'javascript:alert(1)',
      'https://u:p@a.example/',
      'a.jpg',
      'data:image/png;base64,AA',
      'file:///etc/passwd',
      'https://x',
      ' , ',
    ])
      expect(() => readPhotos(said)).toThrow(expect.objectContaining({ field: 'photos' }));
  });

  test('lists', () => {
    expect(readList('colours', ' black,, white ', 2)).toEqual(['black', 'white']);
    expect(() => readList('colours', 'a,b,c', 2)).toThrow(expect.objectContaining({ field: 'colours' }));
    expect(() => readList('colours', ',', 2)).toThrow(expect.objectContaining({ field: 'colours' }));
  });
});
