import type { Sense, Verb } from '../senses.js';

export const VERBS: Readonly<Record<Verb, string>> = {
  sell: `
    sell | sold | sells | selling | bika | biki | bike | bikta | bikti | bikte | becha | bechi | beche |
    were sold | been sold | have sold | bikne wala | bikne wale | bikne waala | moved off the shelf | बिका |
    sell the | go out | bikne wali | being sold | we sold | we sell | bik gaya | move | moved | perform |
    performed | performing`,
  buy: `
    buy | bought | buys | buying | purchased | purchases | ordered | order from us | purchasing | place |
    placed | kharida | kharide | kharidi | shopped | shop with us | bought from us | buy from us | ordered
    from us | orders from us | placed orders | placed an order | place an order | made a purchase | made
    purchases | made any purchase | placed any order | placed any orders | order anything | ordered anything
    | bought anything | buy anything | buy something | bought something | purchased anything | made an order | purchased
    from us | purchase from us | visited | shopped with us | bought goods | came in | ordering | placed
    order | bought any | ordered any | ordered something | bought from the shop | aaye | aaya | aayi | aaye
    the | kharidne wale | kharidta | kharidte | kharidti | kharidta hai | le gaye`,
  spend: 'spend | spent | spends | spending | pay | paid | pays | kharch | kharcha',
  earn: `
    earn | earned | earns | earn the | take in | took in | make | made | makes | bring in | brought in |
    brings in | generate | generated | generates | bring | brings | brought | produce | produced | produces
    | kamaya | kamaaya | gross | contribute to | earning | generating | bringing | making | collect |
    collected | come | comes | came | coming | come in | comes in | account for | accounted
    for | accounts for | ran up | rack up | rang up | give | gave | gives | given | charge | charged | get |
    got | receive | received | attract | deliver | grant | granted | offer | offered | allowed | aaya | aayi
    | hua | hui | hue | diya | mila | achieve | achieved | record | recorded | book | booked | hit | reach |
    reached | happen | happened | take place | took place | saw | seen`,
  ship: `
    ship | shipped | ships | shipping | delivered | dispatched | carried | carry | transported | deliver |
    sent | bheja | go | went | transport`,
  supply: `
    supply | supplied | supplies | provide | provided | provides | supplying | deliver to us | stock |
    stocked`,
  cost: `
    cost | costs | costing | priced | priced at | price at | costing us | selling for | sell for | retail
    for | charged at | retailing`,
  use: 'used | use | uses | using most | prefer | preferred | prefers | choose | chosen',
  hire: 'hired | hire | joined | recruited | employed since',
  expire: 'expire | expires | expiring | expired | going to expire | due to expire',
  require: 'required | due for delivery | wanted by',
  handle: `
    handle | raise | raised | bane | banaye | bana | handled | handles | process | processed | processes | take | took | taken | managed | manage |
    served | serve | serves | close | closed | made orders | handling | enter | entered | responsible for |
    is responsible for | was responsible for | deal with | dealt with | belong | belongs | belong to |
    contain | contains | contained | included | include | offered by | live | lives | located | located in |
    work | works | cover | covers | exist`,
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
    most valuable | highest grossing | highest spending | top spending | biggest spending | highest value |
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
];
