import type { Prompt } from './define-prompt.js';

export const collectDues: Prompt = {
  name: 'collect_dues',
  title: 'Collect dues',
  description: 'Who should be reminded of their credit today, with drafts of the messages.',
  arguments: [
    {
      name: 'language',
      title: 'Language',
      description: 'Of the reminders: English, Hindi or Hinglish (Hindi in Latin letters).',
      values: ['English', 'Hindi', 'Hinglish'],
    },
    {
      name: 'least',
      title: 'Least amount',
      description: 'Leave out who is overdue with less, e.g. 500.',
      amount: true,
    },
  ],
  needs: ['list_udhaar', 'get_udhaar'],
  wish: ({ language, least }) =>
    `Help me collect what customers owe${least === undefined ? '' : `, from the amount ${least} up`}.${
      language === undefined ? '' : ` Reminders should be in ${language}.`
    }`,
  steps: ({ language }) => [
    { tool: 'list_udhaar', text: 'standing overdue, sorted by overdue; at most ten customers.' },
    {
      tool: 'get_udhaar',
      text: `for each of them the risk and a reminder draft, with any hold on it; leave out who has asked not to be reminded. A draft comes in the language of the account${
        language === undefined
          ? ''
          : `: where that is not ${language}, put it into ${language} with every name, figure, date and link as it is, and say so`
      }.`,
    },
    { tool: 'recommend_actions', text: 'what was tried before with these customers, if anything.' },
  ],
  answer:
    'List the customers in the order to speak to them: name, what is overdue and since when, the risk in a word. Then the drafts, otherwise unchanged, each with what holds it back. Send nothing; I send them myself.',
};
