import type { Entry } from './entry.js';

/** Oldest puppy or kitten, youngest adult and youngest senior, in months. */
export const YOUNG_MONTHS = 12;
export const SENIOR_MONTHS = 84;

/** Phrases by what they stand for, each list parted by `|`. */
export type PhraseLists = readonly (readonly [Entry, string])[];

export const ENGLISH: PhraseLists = [
  [{ is: 'size', value: 'small' }, 'small|smaller|small sized|small size|little|tiny|mini|miniature'],
  [
    { is: 'size', value: 'medium' },
    'medium|medium sized|medium size|mid sized|midsize|mid size|mid|average sized|average size',
  ],
  [{ is: 'size', value: 'large' }, 'large|large sized|large size|big|big sized|huge|giant'],
  [{ is: 'sex', value: 'male' }, 'male|males|boy|boys'],
  [{ is: 'sex', value: 'female' }, 'female|females|girl|girls'],
  [{ is: 'stage', type: 'dog', one: true, max: YOUNG_MONTHS }, 'puppy|pup'],
  [{ is: 'stage', type: 'dog', one: false, max: YOUNG_MONTHS }, 'puppies|pups|puppys'],
  [{ is: 'stage', type: 'cat', one: true, max: YOUNG_MONTHS }, 'kitten'],
  [{ is: 'stage', type: 'cat', one: false, max: YOUNG_MONTHS }, 'kittens|kittys'],
  [{ is: 'stage', one: false, max: YOUNG_MONTHS }, 'baby|babies|young one|young ones'],
  [
    { is: 'stage', one: false, min: YOUNG_MONTHS },
    'adult|adults|grown|grown up|fully grown|full grown|mature',
  ],
  [{ is: 'stage', one: false, min: SENIOR_MONTHS }, 'senior|seniors|elderly'],
  [
    { is: 'vaccinated', value: true },
    'vaccinated|immunised|immunized|vaccination done|vaccinations done|vaccine done|with vaccination|with vaccinations|with vaccine|has vaccination|have vaccination|vaccinated ones|fully vaccinated|already vaccinated|with shots|had its vaccinations|had their vaccinations|had his vaccinations|had her vaccinations|had vaccinations|had its shots|had their shots|had his shots|had her shots|had all its shots|had all their shots|had its vaccination|had its vaccine|has its vaccinations|have their vaccinations|has its shots|have their shots|up to date on vaccinations|up to date with vaccinations|vaccinations up to date|got its vaccinations|got their shots|been vaccinated|has been vaccinated|have been vaccinated|vaccinated true|vaccinated = true|vaccinated yes|vaccinated : yes|vaccinated = yes|vaccinated : true',
  ],
  [
    { is: 'vaccinated', value: false },
    'unvaccinated|un vaccinated|non vaccinated|unimmunised|unimmunized|not vaccinated|not yet vaccinated|never vaccinated|without vaccination|without vaccinations|without vaccine|no vaccination|no vaccinations|no vaccine|without shots|need vaccination|needs vaccination|need vaccinating|not been vaccinated|haven’t been vaccinated|hasn’t been vaccinated|w / o vaccination|w / o vaccine|yet to be vaccinated|yet to be immunised|vaccination pending|vaccination due|not immunised|not immunized|not had its vaccinations|not had their vaccinations|not had its shots|not had their shots|hasn’t had its shots|haven’t had their shots|hasn’t had its vaccinations|haven’t had their vaccinations|aren’t vaccinated|isn’t vaccinated|not been vaccinated yet|vaccinated false|vaccinated = false|vaccinated : false|vaccinated no|vaccinated = no|vaccinated : no',
  ],
  [
    { is: 'availability', value: 'available' },
    'available|for sale|on sale|in stock|still available|available now|up for sale|available for sale|available for adoption|up for adoption|on offer|can buy|i can buy|we can sell',
  ],
  [
    { is: 'availability', value: 'reserved' },
    'reserved|booked|been reserved|been booked|on hold|held|already reserved|already booked|pre booked',
  ],
  [{ is: 'availability', value: 'sold' }, 'sold|already sold|sold out|we sold|been sold'],
  [{ is: 'availability', value: 'not_for_sale' }, 'not for sale|not on sale|not up for sale'],
  [
    { is: 'availability', value: 'in_shop' },
    'unsold|left|remaining|still left|not sold|not yet sold|not sold yet|in the shop|in shop|in our shop|not been sold',
  ],
  [
    { is: 'availability', value: 'any' },
    'including sold|sold or not|including sold ones|including the sold ones|any availability|whatever availability|sold ones included|sold included|including sold pets|ever had|we ever had|ever kept|sold or unsold',
  ],
  [
    { is: 'sort', value: 'price_asc', best: true },
    'cheapest|least expensive|lowest priced|lowest price|lowest cost|least costly|least price|most affordable|least pricey|most economical|minimum price|cheapest priced',
  ],
  [
    { is: 'sort', value: 'price_asc', best: false },
    'cheapest first|cheapest ones first|lowest price first|cheaper first|lowest priced first|price low to high|price ascending|low to high|sort by price|sorted by price|ordered by price|order by price|by price|by ascending price|price wise|in order of price|in ascending order of price|ascending order of price|ascending by price|price in ascending order|sort by price low to high|sorted by price low to high|sort by price ascending|sorted by price ascending|ordered by price ascending|by price low to high|by price ascending|from cheapest to most expensive|from cheapest|cheapest to most expensive|arranged by price|by price from low to high|price from low to high|by increasing price|in increasing order of price|from low to high price|ascending price|price asc|price ascending order|price_asc|sort by price asc|sorted by price asc|cheap to expensive',
  ],
  [
    { is: 'sort', value: 'price_desc', best: true },
    'most expensive|costliest|priciest|dearest|highest priced|highest price|most costly|maximum price|most pricey|highest cost',
  ],
  [
    { is: 'sort', value: 'price_desc', best: false },
    'most expensive first|costliest first|priciest first|highest price first|price high to low|price descending|high to low|sort by price high to low|sorted by price high to low|sort by price descending|sorted by price descending|ordered by price descending|by price high to low|by price descending|expensive first|dearest first|by price from high to low|price from high to low|by decreasing price|in decreasing order of price|in descending order of price|descending order of price|descending by price|price in descending order|highest priced first|descending price|price desc|price_desc|sort by price desc|sorted by price desc|expensive to cheap',
  ],
  [{ is: 'sort', value: 'youngest', best: true }, 'youngest|most recently born|newest born'],
  [
    { is: 'sort', value: 'youngest', best: false },
    'youngest first|younger first|sort by age|sorted by age|ordered by age|order by age|by age|by age youngest first|sort by age youngest first|sorted by age youngest first|from youngest to oldest|youngest to oldest|age ascending|by ascending age|in order of age|from youngest',
  ],
  [{ is: 'sort', value: 'oldest', best: true }, 'oldest|eldest'],
  [
    { is: 'sort', value: 'oldest', best: false },
    'oldest first|older first|eldest first|age descending|by age oldest first|sort by age oldest first|sorted by age oldest first|from oldest to youngest|oldest to youngest|by age descending|sorted by age descending|sort by age descending',
  ],
  [
    { is: 'sort', value: 'name', best: false },
    'by name|sort by name|sorted by name|ordered by name|order by name|alphabetical|alphabetically|in alphabetical order|name wise',
  ],
  [
    { is: 'cheap', value: 'price_asc' },
    'cheap|affordable|inexpensive|economical|budget friendly|low priced|low price|low cost|low budget|pocket friendly|reasonably priced',
  ],
  [{ is: 'cheap', value: 'price_desc' }, 'expensive|costly|pricey|high priced'],
  [
    { is: 'aggregate', value: 'count' },
    'how many|how mny|hw many|count|count of|the count of|number of|total number of|total count of|total number|total count|how much number of|no of|no. of|quantity of',
  ],
  [
    { is: 'aggregate', value: 'average_price' },
    'average price|average price of|average cost|average cost of|avg price|avg price of|avg cost|mean price|mean price of|mean cost|average rate|average selling price|average price tag|on average cost|cost on average|price on average|average asking price|average pricing|typical price|average prices',
  ],
  [
    { is: 'aggregate', value: 'min_price' },
    'lowest price of|minimum price of|least price of|cheapest price of|cheapest price',
  ],
  [
    { is: 'aggregate', value: 'max_price' },
    'highest price of|maximum price of|greatest price of|top price of',
  ],
  [
    { is: 'by', value: 'type' },
    'by type|per type|of each type|for each type|each type|every type|type wise|grouped by type|group by type|by kind|of each kind|for every type|of every type|in each type|across types|by species|by animal|per animal|by animal type|by pet type',
  ],
  [
    { is: 'by', value: 'breed' },
    'by breed|per breed|of each breed|for each breed|each breed|every breed|breed wise|grouped by breed|group by breed|for every breed|of every breed|in each breed|across breeds',
  ],
  [
    { is: 'free' },
    'free|free of cost|free of charge|for free|for adoption free|at no cost|no charge|priced at zero|zero price|price zero',
  ],
  [
    { is: 'budget' },
    'budget|budget of|budget is|my budget is|our budget is|a budget of|on a budget of|in a budget of|within a budget of|with a budget of|within my budget of|in budget|budget under|under a budget of|have a budget of|only have|i only have|can spend|can pay|i can pay|willing to pay|willing to spend|ready to pay|ready to spend|happy to pay|happy to spend|can stretch to|can go up to|could go up to|can stretch up to|could spend|could pay|pay|to pay|want to spend|wants to spend|plan to spend|planning to spend|looking to spend|wish to spend|want to pay|our budget|my budget|maximum budget|max budget|total budget|budget up to|budget of up to|i have only|spend|to spend|can spend up to|can spend at most|i can spend|afford|can afford|i can afford',
  ],
  [{ is: 'aged' }, 'aged|age|age of|ages|in age|with age|whose age is|age is|aging|with an age of|at age'],
  [
    { is: 'priced' },
    'price|prices|priced|pricing|priced at|price of|price is|price range|cost|costs|costing|cost of|rate|rates|worth|selling for|selling at|sell for|whose price is|in the price range|with a price of|with price|with a price|whose price|price tag|mrp|that cost|which cost|going for',
  ],
  [{ is: 'sorting' }, 'sort|sorted|order|ordered|arrange|arranged|rank|ranked|starting with|start with'],
  [{ is: 'top' }, 'top|first|limit|limit of|limit to|at most|max|maximum|up to|upto'],
  [{ is: 'pets', one: false }, 'pets|animals|pet animals|creatures|everything|all pets|ones'],
  [{ is: 'pets', one: true }, 'pet|animal|one'],
  [
    { is: 'not', wide: false },
    'not|no|without|w / o|but no|but not|and not|and no|nor|neither|minus|do not want|don’t want|dont want|don’t show|dont show|do not show|does not|isn’t|isnt|aren’t|arent|is not|are not|that is not|that are not|which are not|who are not|not a|not an|not any|no more|ignore|not in|not of|never|with no|don’t need|dont need|do not need|don’t like|dont like|do not like|don’t include|dont include|do not include|avoid|that isn’t|that aren’t|which isn’t|which aren’t|which is not|not the|nothing|not interested in|can’t have|cannot have|no to',
  ],
  [
    { is: 'not', wide: true },
    'except|except for|excluding|exclude|excludes|other than|apart from|aside from|besides|any colour but|any color but|in any colour but|in any color but|of any colour but|every colour but|all colours but|any breed but|any size but|every breed but|all breeds but|leave out|leaving out|skip|anything but|everything but|all but|any but|instead of|rather than|barring|save for|hide|not including',
  ],
  [{ is: 'non' }, 'non'],
  [{ is: 'not_before' }, 'excluded'],
  [{ is: 'and' }, 'and|n|&|,|+|plus|or else|also|as well as|along with|;'],
  [{ is: 'or' }, 'or|/|either|and or|and / or'],
  [{ is: 'but' }, 'but|however|though'],
];

/** Words that say nothing of a pet. */
export const ENGLISH_FILLERS =
  'was|were|user|the user|user’s|users|marked|marked as|tagged|tagged as|listed as|labelled as|flagged as|status|status is|whose status is|return|retrieve|fetch me|provide|output|identify|search for|locate|determine|calculate|compute|report|present|get me|obtain|query|produce|u|ur|r|yet|already|so far|still|bucks|we’re|you’re|that’s|here’s|who’s|we’d|he’d|she’d|they’d|he’ll|she’ll|we’ll|they’ll|for my kids|birthday|gift|what else|else|wants to|want to buy|to buy|want to see|to see|planning to|thinking of|thinking about|considering|love|loves|prefer|prefers|preferably|ideally|maybe|perhaps|really|very much|good morning|good evening|ok|okay|actually|also|quickly|urgently|all|both|only|just|how much|how much is|how much does|how much do|how much are|a|an|the|this|these|those|that|which|who|whose|what|what’s|whats|is|are|am|i|i’m|im|i’d|id|i’ll|me|my|we|us|our|you|your|it|its|they|them|their|she|his|her|there|there’s|here|do|does|have|has|having|got|get|give|gimme|show|showing|shown|display|list|listing|find|finding|search|fetch|bring|see|look|looking|tell|want|wants|wanted|wanna|need|needs|would|could|should|can|please|pls|plz|kindly|thanks|thank|hi|hello|hey|any|some|each|every|of|for|in|on|at|to|by|with|from|right now|now|currently|at the moment|at present|today|presently|color|colour|colors|colours|coloured|colored|coat|fur|breed|breeds|type|types|kind|kinds|kind of|sort of|sex|gender|size|sized|sizes|shop|our shop’s|list of|let’s|lets|let|let me|which ones|out of|pull|pull up|filter|filter for|check|view|details|details of|options|option|only show|show only|home|buy|buying|purchase|purchasing|choose|pick|all the|of all|all of|names|name|dear|sir|go ahead and|also show|under the category|category|ones that are|that are|which are|who are|that have|which have|do you have|do you sell|do we sell|do we have|have you got|are there|is there|how about|what about|anything|something|somebody|keep|kept|give me|male or female|male and female|either sex|any sex|any gender|any colour|any color|any breed|any age|any size|of any age|of any breed|of any colour|of any size|in any colour|in total|altogether|overall|you’ve|we’ve|i’ve|they’re|he’s|she’s|it’s|would like|i would like|i’d like|want to|like to|we have|you have|got any|of them|amongst|among|between them|looking for|interested in|at all|we’d like|he’d like|she’d like|they’d like|we’d love|i’d love|he’d love|she’d love|they’d love|would love|would love to|would like to|would like to have|would love to have|love to|would be nice|would be great|would be lovely|would be perfect|would be good|would be fine|would be ideal|be happy with|happy with|would be happy with|happy to have|getting|get him|get her|wondering if|was wondering if|wondering whether|if possible|if you have|if there is|if there are|if there’s|if any|help|help me|help us|help me find|any chance of|any chance|happen to have|happen to|good afternoon|good day|hoping to|hoping for|hope to|hoping to find|hope to find|been looking for|been searching for|been wanting|been asking for|asking for|asks for|asked for|been begging for|begging for|dreaming of|been dreaming of|dreams of|always wanted|has always wanted|have always wanted|wishes for|wish for|wishing for|for a while|for weeks|for months|for ages|as a gift|as a present|as a surprise|a present for|a surprise for|a gift for|surprise|to surprise|anniversary|wedding anniversary|adopt|adopting|to adopt|looking to adopt|looking to|looking to buy|i think|we think|i’m after|we’re after|he’s after|she’s after|my first|our first|her first|his first|their first|it’s my first time|it is my first time|this is my first time|first time buyer|live in a flat|live in an apartment|live in a house|live in a small flat|live in a small apartment|living in a flat|living in an apartment|came to|come to|in mind|have in mind|turning|turns|turned|just turned|will be|new home|suggest|suggest me|as well|too|could you|can you|would you|may i|may i see|in your shop|in your store|at your shop|your shop|your store|store|the store|open to|i’m open to|we’re open to|settle for|go for|don’t mind|wouldn’t mind|would not mind|him|let us|let us know|let me know|curious|curious about|keen on|in search of|on the lookout for|in the market for|on behalf of|shopping for|where|availability|availability is|guys|you guys|send me|send list of|send me a list of|send a list of|send the list of|send the list|send a list|send me the list of|searching for|in need of';

/** People whom pets are for. */
export const ENGLISH_PEOPLE =
  'daughter|son|wife|husband|mother|father|mom|mum|dad|kid|kids|child|children|family|my friend|my friends|for a friend|for friends|a friend of mine|our friend|our friends|sister|brother|grandmother|grandfather|parents|uncle|aunty|auntie|madam|boss|client|customer|buyer|niece|nephew|cousin|cousins|grandma|grandpa|granny|grandson|granddaughter|girlfriend|boyfriend|fiance|fiancee|colleague|neighbour|neighbor|aunt|roommate|flatmate|papa|mummy|mama|toddler|toddlers|teenager|sons|daughters|spouse|grandchild|grandchildren|grandkids|grandparents|baby sister|baby brother|my girl|my boy|my girls|my boys|our girl|our boy|our girls|our boys|my little girl|my little boy|our little girl|our little boy|birthday girl|birthday boy|my baby|our baby|my baby girl|my baby boy|my little one|our little one|my little ones|our little ones|lady|gentleman|person|people';

export const ENGLISH_COLOURS =
  'black|white|brown|golden|gold|grey|gray|cream|orange|ginger|fawn|tan|red|blue|green|yellow|chocolate|silver|pink|purple|violet|beige|apricot|sable|tabby|calico|tortoiseshell|brindle|merle|tricolour|tricolor|multicolour|multicolor|multicoloured|albino|lutino|lilac|blonde|rust|off white|spotted|striped|buff|maroon|turquoise';
