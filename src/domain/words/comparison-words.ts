/** How a figure is held to numbers. */
export const OPS = ['over', 'at_least', 'under', 'at_most', 'between', 'is', 'not'] as const;
export type Op = (typeof OPS)[number];

type Single = Exclude<Op, 'between'>;

/** Phrases before a number. */
export const BEFORE: Readonly<Record<string, Single>> = of({
  over: 'over|above|more than|greater than|higher than|larger than|bigger than|exceeding|exceeds|exceed|beyond|>|upwards of|costlier than|dearer than|older than|longer than|in excess of|zyada than|exceeded|crossed|crossing|cross|surpassed|surpassing|topping|more then|greater then|higher then',
  at_least:
    'at least|atleast|minimum|minimum of|min|a minimum of|no less than|not less than|no fewer than|not fewer than|not under|not below|> =|≥|from at least|kam se kam|कम से कम|no lower than|starting at|starting from|upward of',
  under:
    'under|below|less than|less then|fewer then|lower then|fewer than|lower than|smaller than|cheaper than|younger than|shorter than|<',
  at_most:
    'at most|atmost|maximum|maximum of|max|a maximum of|no more than|not more than|not over|not above|not exceeding|no higher than|no greater than|up to|upto|within|< =|≤|zyada se zyada|jyada se jyada|ज़्यादा से ज़्यादा|ज्यादा से ज्यादा|no older than|not older than',
  is: 'exactly|equal to|equals|=|= =|precisely|exact|is exactly|of exactly',
  not: 'not|not equal to|not exactly|other than|except|excluding|! =|< >|≠|is not|isn’t|anything but',
});

/** Phrases after a number. */
export const AFTER: Readonly<Record<string, Single>> = of({
  over: 'se zyada|se jyada|se jyaada|se zyaada|se adhik|se upar|se uper|se ooper|se bada|se mehnga|se mahanga|से ज़्यादा|से ज्यादा|से अधिक|से ऊपर|ke upar|ke uper',
  at_least:
    'or more|or above|or over|or higher|or greater|and more|and above|and over|and up|or up|plus|+|at least|minimum|ya zyada|ya usse zyada|ya adhik|या ज़्यादा|या अधिक|or older|and older',
  under: 'se kam|se neeche|se niche|se chhota|se sasta|se saste|से कम|से नीचे|ke neeche|ke niche',
  at_most:
    'or less|or fewer|or below|or under|or lower|and below|and under|at most|maximum|max|tak|ya kam|ya usse kam|तक|या कम|or younger|and younger',
  is: 'exactly|ke barabar|के बराबर',
});

/** Words that leave a number open. */
export const VAGUE =
  'around|about|approximately|approx|approx .|roughly|nearly|almost|close to|near|some|~|≈|lagbhag|takriban|करीब|लगभग|karib|kareeb';

function of(lists: Partial<Record<Single, string>>): Readonly<Record<string, Single>> {
  const table: Record<string, Single> = {};
  for (const op of OPS)
    if (op !== 'between') for (const phrase of lists[op]?.split('|') ?? []) table[phrase] = op;
  return table;
}
