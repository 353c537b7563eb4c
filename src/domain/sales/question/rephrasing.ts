/** What is written in many ways, each with the words that the grammar reads; earlier lines are applied first. */
const REPHRASED: readonly (readonly [RegExp, string])[] = [
  // Who asks, and for whom.
  [
    /^(?:(?:hi|hello|hey|ok|okay|so)[, ]+)?(?:(?:the|my|our) )?(?:user|client|boss|owner|manager|ca|accountant|auditor|bookkeeper|baba|papa|mummy|dad|mom|father|mother|malik|seth|wife|husband|brother|son|partner|head office|colleague|team|sales team|assistant)(?:ji)? (?:is asking|asks|asked|wishes|wish|wants?|wanted|needs?|needed|would like|would love|is requesting|has requested|requests|requested|has asked|is looking for)(?: me| us)?(?: (?:to|for))?(?: (?:know|see|get|have|find out|view))?(?: (?:about|for|that))?\b[,:]? */i,
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
  // Chat spelling.
  [/(?<=\p{L}[ ,])(?:h|hn)(?![\p{L}\p{N}.])/giu, 'hai'],
  [/\b(?!(?:other|like)wise)([a-z]{3,})wise\b/gi, '$1 wise'],
  [/\bi\.e\.?(?= |,)/gi, ', '],
  [/\b(?:sbse|sabs|sab se|sb se|sabase)\b/gi, 'sabse'],
  [/\b(?:jyada|jyda|jada|zada|zyda|zyaada|jyaada|jayda|ziada|jiyada|zyadah)\b/gi, 'zyada'],
  [/\b(?:waal|vaal|val)([aei])\b/gi, 'wal$1'],
  [/\bgstr ?-? ?\d[ab]?\b/gi, 'gst return'],
  [/\b(?:for|in|of) (?:the |my |our )?gst return(?: filing)?\b|\bfor (?:the|my|our) return\b/gi, ''],
  [
    /\bhow (?:was|were|went|did) (?:the |our |my )?(sales?|revenue|collections?|turnover)\b(?: go| do)?/gi,
    '$1',
  ],
  [
    /(\d) ?(?:ltrs?|litres?|liters?)\b(?= ?(?:pack|bottle|pouch|tin|can|jar|$|[?.,]| ka\b| ki\b| ke\b))/gi,
    '$1 L',
  ],
  [/\bnot (?:been )?(sold|bought|ordered|used) at all\b/gi, 'not $1'],
  [/\b(\d+) (days|weeks|months|din|hafte|mahine) or (?:more|longer|over)\b/gi, 'at least $1 $2'],
  [/\bhaft[ae] (?:mein|me|ke) (?=sabse)/gi, ''],
  [/,? ?\b(?:and|aur) who (?:placed|made|bought|ordered) (?:it|them|that|those)\b/gi, ' with customer'],
  [/\b(fast|slow)(?:est)? movers\b/gi, '$1 moving products'],
  [/\btop movers\b/gi, 'fast moving products'],
  [/\b(?:goes|go|went) (?:on|to|towards) freight\b/gi, 'is freight'],
  [
    /\b(in|for|during|of|vs|versus|and|than|over|since|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*) ['’]?(9\d)(?= ?(?:$|[?.,;)]|vs|versus|and|compared|by|with|over|to\b|as|for|per))/gi,
    '$1 19$2',
  ],
  [
    /\b(sell|sold|sells|ship|shipped|cater) to (?=this|last|in|during|since|today|yesterday|(?:19|20)\d\d)/gi,
    '$1 ',
  ],
  [/,? ?\b(?:and )?how does (?:that|it|this) compare (?:with|to)\b/gi, ' compared with'],
  [/\band what (?:are|were) (?:they|those|these|all of them) worth\b/gi, 'and net sales'],
  [/,? ?\band (?:for )?how much(?: each(?: one)?)?\s*\??$/i, ' with net sales'],
  [/\b(over|more than|at least) an? (?=(?:week|month|year)\b)/gi, '$1 1 '],
  [
    /\b(?:with|although|but|and|though)? ?(?:there is )?(?:nothing|none)(?: is)? on order(?: from (?:the |any )?suppliers?)?\b/gi,
    ' with units on order exactly 0',
  ],
  [/\b(charged|billed|invoiced) to (?:our |the )?customers\b(?! (?:in|from|who|of|by|with))/gi, '$1'],
  [/\bshipped late (?=last|this)/gi, 'shipped after the required date '],
  [/\bby how many (?:pieces|units|packets|items)(?: went| sold| were sold| go)?\b/gi, 'by quantity'],
  [/\bkitne (?:rupa?ye )?k[aei] (?:maal|stock|saa?maa?n) (?:pada|rakha|bacha|pade) hai\b/gi, 'stock value'],
  [
    /\b(?:stock|inventory)(?: on hand| in hand)?,? (?:is )?(?:valued )?at (?:the |its )?(?:list|selling|retail|sale) prices?\b/gi,
    'stock value',
  ],
  [/\bhalf[- ]year(?:ly)? (?=(?:from )?(?:january|april|july|october|jan|apr|jul|oct)\b)/gi, ''],
  [/\bon udhaa?r\b/gi, 'on credit'],
  [/\b(?:took|taken|take|takes) (?:things|goods|items|stuff|maal)? ?on credit\b/gi, 'bought on credit'],
  [
    /\b(diwali|holi|rakhi|eid|christmas|dussehra|navratri|ganesh chaturthi|onam|pongal) (sales?|bikri) this year (?:vs\.?|versus|against|compared (?:to|with)) last year\b/gi,
    '$2 on $1 this year compared to last $1',
  ],
  [/\bwho all (?:bought|took|purchased|shopped|came)\b/gi, 'which customers bought'],
  [/\bhome deliveries\b/gi, 'delivery orders'],
  [/\bby home delivery\b/gi, 'by delivery'],
  [/^what did we (?:ship|dispatch|send out)\b/i, 'which orders did we ship'],
  [/,? ?\band by when (?:are|were) (?:they|these|those) (?:required|needed|due)\b/gi, ' with required date'],
  [
    /,? ?\band which (customer|client|supplier|employee|rep) (?:placed|made|bought|ordered|took|sold) (?:it|them|that|those)\b/gi,
    ' with $1',
  ],
  [
    /,? ?\band which supplier to (?:contact|call|order from|ask)(?: for (?:each(?: of them)?|them|it|those))?\b/gi,
    ' with supplier',
  ],
  [
    /\bthan (?:in |during |for |over )?(?:the )?same (?:months?|period|time|days?|dates?|weeks?) (?:of |in |from )?last year\b/gi,
    'compared to the same period last year',
  ],
  [
    /\bmoney (?:is )?(?:lying|stuck|blocked|tied up|locked|sitting|invested) in (?:the |my |our )?(?:stock|inventory|goods)\b/gi,
    'money in stock',
  ],
  [/\bon order from (?:the |our |any )?(?:suppliers?|vendors?)\b/gi, 'on order'],
  [
    /\b(hsn|category|supplier|customer|party|month|rate)[ -](?:summary|break-?up) (?:of |for )?/gi,
    '$1 wise summary ',
  ],
  [/\bwhat (?:all )?did (.{2,40}?) (?:order|take|get|pick up)\b/gi, 'what did $1 buy'],
  [/\bbought for (?=more|less|over|above|at least|under)/gi, 'spent '],
  [
    /\b(?:largest|highest|biggest|most) (sales|revenue|profit|margin|quantity|orders|amount) first\b/gi,
    'sorted by $1 descending',
  ],
  [
    /\b(?:lowest|smallest|least) (sales|revenue|profit|margin|quantity|orders|amount) first\b/gi,
    'sorted by $1 ascending',
  ],
  [/ on (?:the |our )?sales (?=from|in|during|last|this|between|for|since)/gi, ' '],
  [
    /\b(?:this month|month to date)(?: so far)?,? (?:compared (?:with|to)|vs\.?|versus|against) (?:the )?same (?:days|period|dates|time) (?:of |in )?last month\b/gi,
    'month to date compared to the previous period',
  ],
  [/\b(?:took|taken|takes?) ((?:the )?(?:most|more|least)) on credit\b/gi, 'bought $1 on credit'],
  [
    /\b(list|show|give)( me)? (?:each and )?every (order|bill|invoice|customer|product|supplier|employee)\b/gi,
    '$1$2 all $3s',
  ],
  [/\bto be (?:delivered|shipped|sent|dispatched) (?=by|this|today|in|before|on)/gi, 'required '],
  [
    /\b(?:that |which )?we (?:still |are still )?(?:have|hold|holding|keep|keeping) (?:any )?stock of\b/gi,
    'still in stock',
  ],
  [/\bkis (?:time|samay|waqt|ghante)\b/gi, 'kis hour of the day'],
  [/,? ?\band whose (?:was|is) (?:it|that)\b/gi, ' with customer'],
  [/\b(orders?|deliveries|shipments) due (?=this|today|by|in|next|before|on)/gi, '$1 required '],
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
  // Orders of rows.
  [/\b(?:best|highest|biggest|largest|top)(?: \w+)? (?:on|at)(?: the)? top\b/gi, 'highest first'],
  [/\b(?:worst|lowest|smallest|least)(?: \w+)? (?:on|at)(?: the)? top\b/gi, 'lowest first'],
  [/\b(?:longest[- ]serving|most senior|senior ?most) first\b/gi, 'sorted by hire date ascending'],
  // Figures.
  [
    /\b(?:priced?|prices? (?:is|are)?|selling|rates?|going) ?(?:is |are )?(?:below|under|less than|lower than|cheaper than) (?:their |its |the )?(?:printed |marked )?(mrp|cost|cost price|purchase price)\b/gi,
    'with lower price than $1',
  ],
  [
    /\b(?:priced?|prices? (?:is|are)?|selling|rates?|going) ?(?:is |are )?(?:above|over|more than|higher than) (?:their |its |the )?(?:printed |marked )?(mrp|cost|cost price|purchase price)\b/gi,
    'with higher price than $1',
  ],
  [
    /\bratio of ([^,;?]{1,60}?) to (?:the )?(?:total|overall|all|gross) (?:sales|revenue|turnover)\b/gi,
    'share of $1',
  ],
  [/\b(?:zero|nil)[- ]rated(?: \(0 ?% (?:tax|gst)\))?|\b(?:tax|gst)[- ](?:free|exempt(?:ed)?)\b/gi, '0% tax'],
  [
    /\b(?:value of )?(?:(?:all|my|our|the|total|closing|current) ){0,4}stock\b(?: value)?((?: \w+){0,8}?) at (?:its |the )?(?:purchase |landed |buying )?cost(?: price)?\b/gi,
    'stock at cost$1',
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
  [/\b(products|skus|items|goods) (?:do |that )?we (?:buy|source|get|purchase)(?: \w+)? from\b/gi, '$1 from'],
  [/\b(?:chhod|chod)(?: ?kar(?:ke)?| ?ke) ba[a]?ki(?: sab)?\b/gi, 'chhod ke'],
  [
    /\b(?:aakhri|akhri|pichh?li|last|latest|recent) (\d+) (?:kharidi|kharidari|kharid|purchases)\b/gi,
    'last $1 orders',
  ],
  [/\b(\w+) count (?=and|,)/gi, 'number of $1 '],
  [/\bgross (vs\.?|versus|and|,|against) net (sales|revenue)\b/gi, 'gross sales $1 net $2'],
  [/\bbill kisk[aei] (?:tha|hai)\s*\??$/i, 'bill with customer'],
  [/\b(?:ki )?(sale|bikri|sales) (?:ghat|badh|gir) rah[aie] hai(?: kya)?(?: ya nahin?)?\b/gi, '$1 trend'],
  // Never.
  [/\bnot (\w+) even once\b/gi, 'not $1'],
  [
    /\b(log|customers?|grahak) (?:sirf |keval |bas |only )?ek hi (?:baar|bar|dafa)(?: aaye| kharida| aayi)?\b/gi,
    'one time buyers',
  ],
  [/\b(?:sirf |keval |bas |only )?ek hi (?:baar|bar|dafa)\b/gi, 'bought once'],
  [/\bek (?:baar|bar) bhi (nahi|nahin|nhi)\b/gi, '$1'],
];

const TAKEN_BACK = /[.,;–—-] ?(?:sorry|oops|no wait|wait)\b[,. ]+(?:i meant?\b[, ]*)?/i;

/** "The average, sorry, the total of each month": what was said first no longer counts. */
function withoutTakenBack(text: string): string {
  const said = TAKEN_BACK.exec(text);
  return said === null ? text : text.slice(said.index + said[0].length);
}

const OF_THE_YEAR = /\b(?:the )?same (?:period|time|months?|dates?|days) (?:of|in|during) ((?:19|20)\d\d)\b/i;

/** "1998 so far compared with the same period of 1997". */
function ofYearBefore(text: string): string {
  return text.replace(OF_THE_YEAR, (all: string, year: string) =>
    text.includes(String(Number(year) + 1)) ? 'same period last year' : all,
  );
}

const PERIODIC = /\b(?:monthly|month ?wise|month by month|weekly|week ?wise|daily|day ?wise|har mahine)\b/i;
const FROM =
  /\bfrom (?=(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?: \d{4})?\b(?! ?(?:to|till|until|through|thru|up|-|–|\d)))/i;
const SHIPPING = /\b(?:ship|deliver|dispatch|days)/i;

const HINDI =
  /\b(?:kitn[aei]|kaun\w*|kis|kya|k[aei]|mein|hai|hain|tha|thi|the|bata\w*|dikha\w*|gay[aei]|hu[aei])\b/i;

/** "Is month kitne bill bane": the Hindi for this, before an English word. */
function thisPeriod(text: string): string {
  return HINDI.test(text)
    ? text.replace(/\biss? (?=(?:financial year|fy|calendar year|quarter|month|week|year)\b)/gi, 'this ')
    : text;
}

const ON_CREDIT =
  /\b(?:on )?udhaa?r (?=diya|diye|di\b|liya|li\b|pe\b|par\b|mein\b|me\b|becha|bika|sales?\b|bikri|bills?\b)(?:pe |par |mein |me )?/gi;
const OF_A_TIME =
  /\b(?:aaj|kal|today|yesterday|mahin[ae]|haft[ae]|month|week|year|saal|days|din|quarter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b/i;

/** "Monthly from April" begins with it; of days to ship the slowest is the longest. */
function asMeant(text: string): string {
  // What was sold on credit in some time is no balance.
  const told = OF_A_TIME.test(text) ? thisPeriod(text).replace(ON_CREDIT, 'on credit ') : thisPeriod(text);
  if (/ with customer\b/.test(told))
    return told.replace(/\b(?:biggest|largest|highest) (order|bill|invoice)\b/i, 'top 1 $1s by net sales');
  const since = PERIODIC.test(told) ? told.replace(FROM, 'since ') : told;
  return SHIPPING.test(since) ? since.replace(/\bslowest first\b/i, 'longest first') : since;
}

/** Why someone asks, which is nothing that is asked. */
const ASIDES: readonly RegExp[] = [
  /^(?:my|our|the) \w+(?: \w+)? (?:is|are|was|keeps?) (?:asking|waiting|insisting|calling|wondering)\b[^,;?]*$/i,
  /^(?:because |since |as |so )?(?:i|we) (?:want|need|have|am going|are going) to (?:tally|check|match|file|report|tell|show|send|plan|close|submit|verify|reconcile)\b[^,;?]*$/i,
  /^(?:because )?(?:i|we) (?:need|want) (?:it|this|that|them) (?:for|by|to|before|today|now|urgently)\b[^,;?]*$/i,
  /^(?:as |because |since )?(?:i|we) (?:am|are) (?:preparing|filing|making|doing|working on|closing|writing)\b[^,;?]*$/i,
  /^(?:galla|dukaa?n|shop|counter|hisaa?b) (?:band|close|closing|mila|milaa|likh)\b[^,;?]*(?:hoon|hu|hun|hai|hain)$/i,
  /^(?:arre |yaar |bhai )*(?:it|this) is (?:urgent|important)\b[^,;?]*$/i,
];

/** A question without the clauses at its ends that only say why it is asked. */
function withoutAsides(text: string): string {
  const parts = text.split(/(?<=[,;.?!])\s+/);
  const isAside = (part: string): boolean => ASIDES.some((aside) => aside.test(part.replace(/[,;.?!]$/, '')));
  if (parts.length > 1 && isAside(parts.at(-1) ?? '')) parts.pop();
  if (parts.length > 1 && isAside(parts[0] ?? '')) parts.shift();
  return parts.join(' ').replace(/[,;]\s*$/, '');
}

const LIST_THEM =
  /[?.]\s+(?:please |pls |kindly )?(?:list|show|give|name)(?: me)? (?:them|these|those|it)(?: all)?,? (?=with\b|by\b)/i;

/** "How many bills were over 3000? List them with date": they are to be listed. */
function listed(text: string): string {
  if (!LIST_THEM.test(text)) return text;
  return text
    .replace(LIST_THEM, ' ')
    .replace(/^(?:how many|do we (?:still )?have (?:any)?|are there any)\b/i, 'list');
}

/** A question with what says the same in many ways in the words that are read. */
export function rephrased(question: string): string {
  const text = listed(withoutAsides(withoutTakenBack(question)));
  return asMeant(ofYearBefore(REPHRASED.reduce((said, [from, to]) => said.replace(from, to), text)));
}
