import { describe, expect, test } from 'vitest';
import { makeLexicon } from '../../../../src/domain/pets/words/lexicon.js';
import { readQuery } from '../../../../src/domain/pets/words/read-query.js';
import { ask } from './ask.js';

const LAB = 'labrador retriever';

describe('wishes, and who they are for', () => {
  test.each<[string, object]>([
    [
      'My daughter wants a kitten for her birthday. We’d like an orange or cream one, female, and can spend up to 12000.',
      { type: 'cat', max_age_months: 12, colour: 'orange,cream', sex: 'female', max_price: 1_200_000 },
    ],
    [
      'We would love to have a small dog, under 15000 if possible',
      { type: 'dog', size: 'small', max_price: 1_500_000 },
    ],
    [
      'My husband and I are thinking of getting a beagle puppy',
      { type: 'dog', breed: 'beagle', max_age_months: 12 },
    ],
    ['Our son turned 8 and he wants a hamster', { type: 'hamster' }],
    ['my 8 year old son wants a dog', { type: 'dog' }],
    ['we have small kids and want a cat', { type: 'cat' }],
    ['for my elderly mother, a parrot', { breed: 'parrot' }],
    ['my boy wants a pug', { breed: 'pug' }],
    ['I live in a small flat and want a dog', { type: 'dog' }],
    [
      'this will be our first dog, a beagle under 20k',
      { type: 'dog', breed: 'beagle', max_price: 2_000_000 },
    ],
    ['Good afternoon! do you happen to have siamese cats', { type: 'cat', breed: 'siamese' }],
    ['willing to pay up to 30k for a german shepherd', { breed: 'german shepherd', max_price: 3_000_000 }],
    ['I don’t want to spend more than 8000 on a cat', { type: 'cat', max_price: 800_000 }],
    ['mere 8 saal ke bete ke liye khargosh', { type: 'rabbit' }],
    ['budget 15000 beti ke liye pug', { breed: 'pug', max_price: 1_500_000 }],
    ['chhote bachche ke liye kutta', { type: 'dog' }],
    ['our 2 year old dogs', { type: 'dog', min_age_months: 24, max_age_months: 35 }],
    ['for my son 2 year old labs', { breed: LAB, min_age_months: 24, max_age_months: 35 }],
    ['do we have a beagle or a pug', { breed: 'beagle,pug' }],
    ['girl puppies', { type: 'dog', sex: 'female', max_age_months: 12 }],
  ])('%s', (query, filter) => {
    expect(ask(query)).toEqual(filter);
  });

  test.each([
    ['my 8 year old wants a dog', '"8 year old"'],
    ['We’re a family of four looking for a large dog', 'What 4 stands for'],
    ['our boys are 5 and 7, want a hamster', 'What 7 stands for'],
    ['my daughter would like a kitten that is good with children', '"good"'],
    ['I live in an apartment and want a calm dog', '"calm"'],
    ['a healthy puppy for my son', '"healthy"'],
    ['male friend for my female parrot', '"friend"'],
    ['kutte ki umar kitni hai', 'Ages cannot be asked for'],
    ['we have a dog and want a cat', 'there already'],
    ['my cat is 2 years old and I want a rabbit', 'there already'],
    ['no kids please', 'ends in a negation'],
  ])('%s is refused', (query, message) => {
    expect(ask(query)).toContain(message);
  });
});

describe('names of breeds', () => {
  test.each<[string, object]>([
    ['labs and goldens', { breed: `${LAB},golden retriever` }],
    ['desi kutte 2000 se kam ke', { type: 'dog', breed: 'indie', max_price: 200_000 }],
    ['desi billiyan', { type: 'cat', breed: 'desi cat' }],
    ['indie kittens', { type: 'cat', breed: 'desi cat', max_age_months: 12 }],
    ['desi puppies', { type: 'dog', breed: 'indie', max_age_months: 12 }],
    ['indie cat mada 6 mahine se choti', { breed: 'desi cat', sex: 'female', max_age_months: 6 }],
    ['american guinea pigs', { type: 'guinea pig', breed: 'american' }],
    ['dogs except desi dogs', { type: 'dog', breed: '!indie' }],
    ['rabbits, any colour but white', { type: 'rabbit', colour: '!white' }],
    ['any breed but pug', { breed: '!pug' }],
    ['huskys', { breed: 'siberian husky' }],
    ['rabbit ka daam kitna hai', { type: 'rabbit' }],
    [
      'persian kittens, 10-15k',
      { type: 'cat', breed: 'persian', max_age_months: 12, min_price: 1_000_000, max_price: 1_500_000 },
    ],
  ])('%s', (query, filter) => {
    expect(ask(query)).toEqual(filter);
  });

  test.each([
    ['labs and whites', '"whites"'],
    ['seal points and labs', '"points"'],
    ['labs and golden', 'joins'],
    ['rabbits but white', 'not clear'],
    ['the smallest dog', '"smallest"'],
    ['desi', '"desi"'],
    ['desi rabbits', '"desi"'],
  ])('%s is refused', (query, message) => {
    expect(ask(query)).toContain(message);
  });

  test('a shop that keeps Indie cats means its own', () => {
    const lexicon = makeLexicon({
      types: ['cat', 'dog'],
      breeds: [
        { breed: 'Indie', type: 'cat' },
        { breed: 'Indie', type: 'dog' },
      ],
      colours: [],
    });
    for (const query of ['indie cat', 'indie cats', 'indie billi'])
      expect(readQuery(query, lexicon, 'INR').filter).toEqual({
        type: { any: ['cat'], not: [] },
        breed: { any: ['indie'], not: [] },
      });
  });
});
