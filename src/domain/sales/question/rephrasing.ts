/** What is written in many ways, each with the words that the grammar reads; earlier lines are applied first. */
const REPHRASED: readonly (readonly [RegExp, string])[] = [
  // Who asks, and for whom.
  [
    /^(?:(?:hi|hello|hey|ok|okay|so)[, ]+)?(?:(?:the|my|our) )?(?:user|client|boss|owner|manager|ca|accountant|auditor|bookkeeper|baba|papa|mummy|dad|mom|father|mother|malik|seth|wife|husband|brother|son|partner|head office|colleague|team|sales team|assistant)(?:ji)? (?:is asking|asks|asked|wants?|wanted|needs?|needed|would like|would love|is requesting|has requested|requests|requested|has asked|is looking for)(?: me| us)?(?: (?:to|for))?(?: (?:know|see|get|have|find out|view))?(?: (?:about|for|that))?\b[,:]? */i,
    '',
  ],
  [
    /^(?:beta|baba|bhau|chacha|chachi|mummy|papa|munshiji|munim ji|munimji|bhaisahab|boss|sirji|sir ji|listen|suno|sunno|arre|are|arey|oye|hey munshi)\b[,! ]+/i,
    '',
  ],
  [
    /^(please |pls |plz |kindly )?(?:state|furnish|prepare|submit|compile|draw up|supply|specify|mention)\b(?: (?:me|us|with))* (?=the |our |a |[a-z-]+[ -]?wise|month|total|list|details)/i,
    '$1list ',
  ],
  // What is taken back.
  [/^.*?(?:\.{2,}|[,;–—-])\s*(?:sorry|oops|no wait|wait)\b[,. ]+(?:i meant?\b[, ]*)?/i, ''],
  // Chat spelling.
  [/(?<=\p{L}[ ,]+)(?:h|hn)(?![\p{L}\p{N}.])/giu, 'hai'],
  [/\b(?!(?:other|like)wise)([a-z]{3,})wise\b/gi, '$1 wise'],
  [/\bi\.e\.?(?= |,)/gi, ', '],
  // Times of the calendar.
  [
    /\blast (?:completed|full|complete|finished|closed|whole) ((?:financial |fiscal |calendar )?(?:day|week|month|quarter|year))\b/gi,
    'last $1',
  ],
  [
    /\b(?:us|uss?e?|uske|us ke|us se|usse) (?:se )?pehle (?:wal[aei] )?(?:mahin[ae]|month)\b/gi,
    'the month before',
  ],
  [
    /\b(?:us|uss?e?|uske|us ke|us se|usse) (?:se )?pehle (?:wal[aei] )?(?:haft[ae]|week)\b/gi,
    'the week before',
  ],
  [/\b(?:us|uss?e?|uske|us ke|us se|usse) (?:se )?pehle (?:wal[aei] )?(?:saal|year)\b/gi, 'the year before'],
  [
    /\b(?:is|iss) (?=(?:financial year|fy|calendar year|quarter|month|week) (?:mein|me|m|ka|ki|ke|ko|tak|ab|abhi)\b|(?:financial year|fy)\b)/gi,
    'this ',
  ],
  [
    /\b(?:pichh?le|last) (?:saal|year) ke? (?:unhi|inhi|usi|isi|same|in) (?:mahin\w+|dino?\w*|samay|period|time|arse|tarikho?\w*)\b/gi,
    'same period last year',
  ],
  [
    /\(? ?\bby (?:ship(?:ped|ping)?|dispatch) date,? (?:and )?not (?:by )?(?:the )?(?:order|sale|invoice) date\)?/gi,
    '',
  ],
  [/\bcalendar (?=(?:year )?(?:19|20)\d\d\b)/gi, ''],
  [
    /\b(monthly|month ?wise|month by month|weekly|week ?wise|daily|day ?wise|har mahine)\b(.*)\bfrom ((?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?: \d{4})?)(?! ?(?:to|till|until|through|thru|up|-|–|\d))\b/gi,
    '$1$2since $3',
  ],
  // Orders of rows.
  [/\b(?:best|highest|biggest|largest|top)(?: \w+)? (?:on|at)(?: the)? top\b/gi, 'highest first'],
  [/\b(?:worst|lowest|smallest|least)(?: \w+)? (?:on|at)(?: the)? top\b/gi, 'lowest first'],
  [/\b(?:longest[- ]serving|most senior|senior ?most) first\b/gi, 'sorted by hire date ascending'],
  // Figures.
  [
    /\b(?:priced?|prices? (?:is|are)?|sold|selling|rates?|going) ?(?:is |are )?(?:below|under|less than|lower than|cheaper than) (?:their |its |the )?(?:printed |marked )?(mrp|list price|cost|cost price|purchase price)\b/gi,
    'with lower price than $1',
  ],
  [
    /\b(?:priced?|prices? (?:is|are)?|sold|selling|rates?|going) ?(?:is |are )?(?:above|over|more than|higher than) (?:their |its |the )?(?:printed |marked )?(mrp|list price|cost|cost price|purchase price)\b/gi,
    'with higher price than $1',
  ],
  [/\bratio of (.+?) to (?:the )?(?:total|overall|all|gross) (?:sales|revenue|turnover)\b/gi, 'share of $1'],
  [/\b(?:zero|nil)[- ]rated(?: \(0 ?% (?:tax|gst)\))?|\b(?:tax|gst)[- ](?:free|exempt(?:ed)?)\b/gi, '0% tax'],
  [
    /\b(?:value of )?(?:all |my |our |the |total |closing |current )*stock\b(?: value)?((?: \w+){0,6}?) at (?:its |the )?(?:purchase |landed |buying )?cost(?: price)?\b/gi,
    'stock value$1',
  ],
  [/\b(?:avg|average|ausat(?:an)?) kitn[ei] k[aei] (?=bill|order|parchi|invoice)/gi, 'average '],
  [/\b(?:chh?ot[aei]|bad[aei]|small|big|large)( (?:bills?|orders?|invoices?)) ?\(([^()]*)\)/gi, '$1 $2 '],
  [/\b(?:settled|paid|payment made) other than (?:in|by|through|with) /gi, 'not paid by '],
  [
    /\band how many (bills|orders|invoices|visits)\b(?: did)?(?: (?:they|each|it|he|she|each of them))?(?: (?:had|have|made?|placed?|did|has|paid))?/gi,
    'with number of $1',
  ],
  [/\bhome delivery (?=wal[aei]|orders?|bills?|sales?|k[aei]\b)/gi, 'delivery '],
  [
    /\b(how many|number of|which|list|what) (?:\w+ )?(suppliers|vendors|distributors) (?:do |that |whom )?we (?:buy|source|purchase|get)(?: \w+)? from\b/gi,
    '$1 $2',
  ],
  [/\b(products|skus|items|goods) (?:do |that )?we (?:buy|source|get|purchase) from\b/gi, '$1 supplied by'],
  [/\b(?:chhod|chod)(?: ?kar(?:ke)?| ?ke) ba[a]?ki(?: sab)?\b/gi, 'chhod ke'],
  // Never.
  [/\bnot (\w+) even once\b/gi, 'not $1'],
  [/\b(?:sirf |keval |bas |only )?ek hi (?:baar|bar|dafa)\b/gi, 'bought once'],
  [/\bek (?:baar|bar) bhi (nahi|nahin|nhi)\b/gi, '$1'],
];

const OF_THE_YEAR =
  /\b((?:19|20)\d\d)\b(.*?)\b(?:the )?same (?:period|time|months?|dates?|days) (?:of|in|during) ((?:19|20)\d\d)\b/i;

/** "1998 so far compared with the same period of 1997". */
function ofYearBefore(text: string): string {
  return text.replace(OF_THE_YEAR, (all: string, year: string, between: string, other: string) =>
    Number(other) === Number(year) - 1 ? `${year}${between}same period last year` : all,
  );
}

/** A question with what says the same in many ways in the words that are read. */
export function rephrased(question: string): string {
  return ofYearBefore(REPHRASED.reduce((text, [said, read]) => text.replace(said, read), question));
}
