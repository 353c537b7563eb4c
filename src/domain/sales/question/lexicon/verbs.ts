import type { Sense, Verb } from '../senses.js';

export const VERBS: Readonly<Record<Verb, string>> = {
  sell: `
    sell | sold | sells | selling | bika | biki | bike | bikta | bikti | bikte | becha | bechi | beche |
    were sold | been sold | have sold | bikne wala | bikne wale | bikne waala | moved off the shelf |
    बिका | sell the | go out | bikne wali | being sold | we sold | we sell | bik gaya | move | moved |
    perform | performed | performing | bikte hai | bikta hai | bikti hai | bik raha | bik rahe | bik
    rahi | bikne | bech | bechta | bechte | bechti | bech diya | bech rahe | solid | slod | soldd | sod
    | nikla | nikli | nikle | chala | chali | chale | chalta | chalti | chalte | maal gaya | shift |
    shifted | sell the most of | offload | offloaded | flew off | traded | retail | retailed | moving |
    jata hai | jaata hai | jati hai`,
  buy: `
    buy | bought | buys | buying | taken home | has taken | have taken | had taken | purchased | purchases | ordered | order from us | purchasing | place
    | placed | kharida | kharide | kharidi | shopped | shop with us | bought from us | buy from us |
    ordered from us | orders from us | placed orders | placed an order | place an order | made a
    purchase | made purchases | made any purchase | placed any order | placed any orders | order
    anything | ordered anything | bought anything | buy anything | buy something | bought something |
    purchased anything | made an order | purchased from us | purchase from us | visited | shopped with
    us | bought goods | came in | ordering | placed order | bought any | ordered any | ordered something
    | bought from the shop | aaye | aaya | aayi | aaye the | kharidne wale | kharidta | kharidte |
    kharidti | kharidta hai | le gaye | visit | visiting | show up | showed up | turned up |
    turn up | seen | been seen | been here | been in | come back | came back | dropped in | dropped by |
    come in | coming back | coming in | returned to us | purchase anything | buy stuff | shop here |
    shopped here | shop from us | buying from us | purchasing from us | order with us | ordered with us
    | traded with us | transacted | done business | did business | placed any orders with us | placed an
    order with us | placed orders with us | kharidari | kharidari ki | khareeda | khareede | khareedi |
    liya | liye | le gaya | le gayi | leke gaya | leta | lete | leti | aata | aati | aate | aa rahe | aa
    raha | aa rahi | maal liya | saman liya | samaan liya | order kiya | order diya | order
    kiye | made a buy | picked up | took home | get from us | been active | transact | be seen | kharida
    hai | consumed | consume`,
  spend: `
    spend | spent | spends | spending | pay | paid | pays | kharch | kharcha | shell out | shelled out |
    kharcha kiya | kharch kiya | kharch kiye | splurge | splurged | shop worth | buy goods worth |
    bought goods worth`,
  earn: `
    make up | makes up | made up | earn | earned | earns | earn the | take in | took in | make | made | makes | bring in | brought in |
    brings in | generate | generated | generates | bring | brings | brought | produce | produced |
    produces | kamaya | kamaaya | contribute to | earning | generating | bringing | making |
    collect | collected | come | comes | came | coming | come in | comes in | account for | accounted
    for | accounts for | ran up | rack up | rang up | give | gave | gives | given | charge | charged |
    get | gets | got | receive | received | attract | deliver | grant | granted | offer | offered | allowed |
    aaya | aayi | hua | hui | hue | diya | mila | achieve | achieved | record | recorded | book | booked
    | hit | reach | reached | happen | happened | take place | took place | saw | seen | fetch | fetched
    | fetches | dene wala | dene wale | dene wali | dene wala | deti hai | yield | yielded | yields | net | netted | rake in | raked in | pull in | pulled in |
    clock | clocked | aaye | aate | aata hai | aa gaya | mile | milta | milti | kamaye | kama | kama kar
    diya | dete | deta | deti | deta hai | deti hai | dete hai | jama hua | pick up | contributed to |
    add up to | amount to | amounted to | run up | total up`,
  ship: `
    ship | shipped | ships | shipping | delivered | dispatched | carried | carry | transported | deliver
    | sent | bheja | go | went | transport | despatch | despatched | leave | left the warehouse | went
    out | go out to | gone | forwarded | freighted | couriered | export to | exported to | sent out |
    mailed out`,
  supply: `
    supply | supplied | supplies | provide | provided | provides | supplying | deliver to us | stock |
    stocked | supplies us | supply us | supplied us | deta hai maal | provide us with products | deal in
    products | supplying us | offer us | come from supplier | maal dete | source from | sourced from |
    sell us | sells us`,
  cost: `
    cost | costs | costing | priced | priced at | price at | costing us | selling for | sell for |
    retail for | charged at | retailing | priced between | valued at | going for | costing between |
    sold for | having price | mehnge | mehenge | saste | sasta | mehnga | mehenga | retails for | goes
    for | sells for`,
  use: 'used | use | uses | using most | prefer | preferred | prefers | choose | chosen',
  hire: `
    hired | hire | joined | recruited | employed since | hired on | joined us | came on board | started
    working | join | joining | employed | employed from | on payroll since | recruit`,
  expire: `
    expire ho gaya | expire ho gaye | expire ho gayi | expire ho chuka | expire ho chuke | expire ho chuki |
    expire | expires | expiring | expired | going to expire | due to expire | expire ho | expire hone
    wale | expire hone wala | expire hone | expiry wale | expire ho raha | expire ho rahe | expire honge
    | expire hoga | about to expire | get expired | getting expired | be expiring | will expire | go bad
    | go out of date | going bad | expiry date | expiry | best before | reach expiry | near expiry |
    have expiry | has expiry | with expiry | will be expiring | are going to expire | going out of date
    | crossing expiry`,
  require: 'required | due for delivery | wanted by',
  handle: `
    handle | raise | raised | kate | kati | kata | bane | banaye | bana | bani | banti | bante | handled | handles | process | processed | processes
    | take | took | taken | covered | managed | manage | served | serve | serves | close | closed | made orders |
    handling | enter | entered | responsible for | is responsible for | was responsible for | deal with
    | dealt with | belong | belongs | belong to | contain | contains | contained | included | include |
    offered by | live | lives | located | located in | work | works | cover | covers | exist | attend |
    attended | look after | looks after | ring up | rung up | rang | generate bills | raise bills |
    billed | done | kaate | katate | kaata | banate | make the bills |
    oversee | complete | completed | write up | wrote up | wrote | report to | reports to | reporting to
    | sambhala | sambhale | kiye | create | created | creates | belonging | fall under | falls under |
    come under | comes under | placed through`,
};

/** Words that name a place in an order; `best` and the like name what is ranked by only with their noun. */
export const RANKS: readonly (readonly [Extract<Sense, { tag: 'rank' }>, string])[] = [
  [
    { tag: 'rank', down: true },
    `
    top | best | leading | strongest | major | main | key | number one | biggest selling by value | top
    performing | best performing | highest ranking | sabse bada | sabse bade | sabse badi | sabse accha |
    sabse achha | sabse acche | top ranked | top most | star | best by value | most important`,
  ],
  [
    { tag: 'rank', down: false },
    `
    worst | bottom | weakest | poorest | lowest performing | worst performing | sabse kharab | sabse chhota
    | sabse chhote | poorest performing | least performing | poor performing | underperforming`,
  ],
  [
    { tag: 'rank', down: true, measure: 'quantity' },
    `
    best selling | top selling | bestselling | best seller | best sellers | bestseller | bestsellers | top
    seller | top sellers | fastest selling | fastest moving | most sold | most popular | highest selling |
    fast moving | biggest selling | sabse zyada bikne wala | sabse zyada bikne wale | sabse jyada bikne wala | सबसे ज्यादा बिकने वाला | सबसे ज़्यादा बिकने वाला
    | hot selling | largest selling | most purchased | most bought | sabse zyada bikne waala | sabse zyada
    bikne wali | sabse jyada bikne wale | popular`,
  ],
  [
    { tag: 'rank', down: false, measure: 'quantity' },
    `
    worst selling | slowest selling | slowest moving | least sold | least popular | lowest selling | slow
    moving | slow selling | sabse kam bikne wala | sabse kam bikne wale | worst seller | worst sellers |
    poorest selling | least selling | sabse kam bikne wali`,
  ],
  [
    { tag: 'rank', down: true, measure: 'orders' },
    `
    busiest | most frequent | most often | most regular | frequent | most active | most loyal | most
    frequently ordered | most often ordered`,
  ],
  [
    { tag: 'rank', down: false, measure: 'orders' },
    'quietest | least busy | least frequent | least active | least often',
  ],
  [{ tag: 'rank', down: true, measure: 'margin' }, 'most profitable | highest earning | most lucrative'],
  [{ tag: 'rank', down: false, measure: 'margin' }, 'least profitable'],
  [
    { tag: 'rank', down: true, measure: 'net_sales' },
    `
    sabse zyada kharidne wala | sabse zyada kharidne wale | sabse jyada kharidne wala | sabse jyada kharidne wale | sabse zyada kharidari karne wala | most valuable | highest grossing | highest spending | top spending | biggest spending | highest value |
    top grossing | highest revenue | top earning | biggest spenders | top spenders | top revenue`,
  ],
  [{ tag: 'rank', down: false, measure: 'net_sales' }, 'least valuable | lowest grossing | lowest spending'],
  [
    { tag: 'rank', down: true, dimension: 'price' },
    `
    most expensive | priciest | dearest | costliest | highest priced | most costly | sabse mehenga | sabse
    mehnga | sabse mahanga | sabse mehenge | sabse mehnge`,
  ],
  [
    { tag: 'rank', down: false, dimension: 'price' },
    `
    cheapest | least expensive | lowest priced | most affordable | sabse sasta | sabse saste | sabse sasti |
    least costly`,
  ],
  [
    { tag: 'rank', down: true, dimension: 'employee_hire_date' },
    `
    hired last | hired most recently | newest hired | joined last | most recently hired | last hired | latest hired | joined most
    recently | most recently joined | last joined | hired latest | newest employee hired`,
  ],
  [
    { tag: 'rank', down: false, dimension: 'employee_hire_date' },
    `
    hired first | joined first | longest serving | first hired | most senior | seniormost | earliest hired | hired earliest | first
    joined | with us the longest | been with us the longest | with us longest`,
  ],
  [{ tag: 'rank', down: true, dimension: 'employee_age' }, 'oldest | eldest'],
  [{ tag: 'rank', down: false, dimension: 'employee_age' }, 'youngest'],
  [{ tag: 'rank', down: true, measure: 'average_days_to_ship' }, 'slowest'],
  [{ tag: 'rank', down: false, measure: 'average_days_to_ship' }, 'fastest | quickest'],
];
