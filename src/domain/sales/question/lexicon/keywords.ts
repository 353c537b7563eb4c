import type { Keyword } from '../senses.js';

/** Words that say how the others go together. */
export const KEYWORDS: Readonly<Record<Keyword, string>> = {
  how_many: `
    how many | number of | count of | the number of | how many of | count | total number of | kitne | no
    of | number | कितने | howmany | hw many | how mny | how may | kitna number | kitne saare | kitni
    saari | count of how many | the count of | the total number of | what number of | what is the number
    of | kitane | kitanee | total count of | in how many | of how many | a count of`,
  how_much: `
    how much | by how much | kitna | kitni | कितनी | कितना | kitnaa | howmuch | hw much | how mch |
    kitta | kul kitna | kul kitni | total kitna | total kitni | what amount of | how big | how large |
    how high`,
  which: `
    which | kaunse | kaunsey | konse | kaun sa | kaun si | kaun se | kaunsa | kaunsi | konsa | konsi |
    which of | in which | on which | at which | kis | to which | from which | through which | during
    which | by which | कौन सा | with which | for which | which all | what all | whch | wich | kaun kaun
    se | kaun kaun sa | kaun kaun si | kon kon se | kon sa | kon si | kon se | kounsa | kounsi | konsa
    wala | kaunsa wala | kis kis | which one | which ones | kin | kinka | in what | at what | on what |
    for what | what kind of`,
  what: `
    what | kya | क्या | whats | wat | wht | what is | what are | kya kya | what were | what was | what
    do | what did`,
  who: `
    who | whom | people | persons | person | kaun | kisne | whose | कौन | to whom | whos | who all | kon | kaun kaun | kon kon |
    kisko | kinhone | kin logo ne | kis kisne | kisne kisne`,
  when: `
    when | kab | on what date | on which date | which date | what date | kis tareekh | kis tarikh | kis
    date ko | since when | kab kab`,
  why: `
    why | kyun | kyon | what caused | reason for | reasons for | what is behind | what drove | what explains
    | what led to | explain why | reason behind | reasons behind | what was behind | causes of | cause of |
    drivers of | what is driving | what are the drivers of`,
  list: `
    list | summary | id like to see | id like to know | i would like to know | id like | show | show me
    | display | give | give me | list of | list all | list out | dikhao | batao | bataiye | find | get |
    get me | tell me | see | pull up | i want to see | view | bata do | dikha do | let me see | fetch |
    report | overview of | summary of | a list of | table of | i need | i want | i would like | i would
    like to see | can you show me | could you show me | can you tell me | could you tell me | can you
    give me | can you list | could you list | do you know | calculate | compute | work out | please show
    | want to know | i want to know | identify | breakdown of | a breakdown of | let me know | report on
    | details of | figures for | retrieve | provide | provide me | provide me with | provide us with |
    give us | share with me | present | generate a report of | prepare a list of | pull | bring up |
    extract | tell us | display all | can i get | can i have | could i get | could i have | can i see |
    could i see | may i know | may i have | may i see | lets see | let us see | want to see | wants to
    see | would love to see | we need | we want | we would like | need to know | needs to know | looking
    for | i am looking for | im looking for | i am interested in | help me find | help me see | check |
    dekhna hai | dekhna | batana | bata | bataye | batado | bataao | bolo | dikhaiye | dikha | dikhana |
    dikhado | de do list | nikalo | nikaal do | nikal do | dena list | enumerate | return a list of |
    output | lookup | look up | produce a list of | compile a list of | give me the | give me a list of
    | show me a list of | show a list of | show us | a table of | give me a table of | show a table of |
    table with | a table with | give me a table with | report with | list with | can we see | can we get
    | could we get | could we see | can u show | can u tell me | can u tell | can you give | could you
    give | could you give me | would you show me | pls show | pls tell | plz show | plz tell | lemme
    know | lemme see | gimme | break down | breakdown | rank | rank all | rank the | break | tell | also
    tell | nikal ke do | nikal kar do | return | return me | return the | output the | kindly share | share | send
    me | list them | list them all | show them | name them | unki list | unki list do | uski list | inki list |
    unke naam | unke naam batao | list down | jot down | could you pull | can you pull | could you check | can
    you check | please check | could you find | can you find | generate | produce | report of | i am looking to
    see`,
  by: `
    by | grouped by | broken down by | split by | breakdown by | group by | aggregated by | aggregate by | grouped per | summed by | summarised by | summarized by | segmented by | organised by | organized by | bucketed by | ranked by | in terms of |
    measured by | based on | according to | across | split up by | break down by | ke hisaab se | ke
    hisab se | broken out by | by each | divided by | separated by | by their | among | across all | for
    different | across different | by different | rank by | when ranked by`,
  each: `
    each | per | every | for each | for each of | in each of | in each | for every | of each | har |
    from each | to each | by every | prati | each of | each of the | in every | through each | on each |
    does each | did each | within each | all the different | on every | of every | has each | हर | each
    one | apiece | individually for each | har ek | pratyek | per each | for every single | every single`,
  of: `
    of | for | ka | ke | ki | about | का | के | की | belonging to | regarding | on | fo | for the | of
    all the | out of all | waale | out of the | pertaining to | related to | relating to | wali ka`,
  in: `
    in | at | during | within | mein | me mein | located in | based in | living in | who live in | se se
    | inside | में | throughout | situated in | within the | in the category | over | pe | par | mai |
    mein se | me se | ke andar | andar | mei | पर | since | under | listed under | falling under | from
    category | belonging to category | in category | categorised under | filtered to | filtered by | filtered on | filter by | filter to |
    filtered for | restricted to | limited to | for only | only for | including only | include only | considering only | counting only`,
  to: 'to | into | ko | को | delivered to | sent to | going to',
  from: 'from | se | out of | coming from | से | coming in from',
  with: `
    with | having | that have | who have | which have | that had | who had | which had | where | whose |
    via | through | using | paid by | paid with | paid in | paid via | paid using | paid through | that
    has | who has | which has | handled by | made by | placed by | taken by | carried by | supplied by |
    provided by | sold by | bought by | ordered by customer | purchased by | delivered by | shipped by |
    shipped via | shipped with | shipped through | ordered from supplier | generated by | brought in by
    | processed by | managed by | working for | sent by | sent via | that were | payed by | coming in
    through | coming through | given by | made in | made through | received via | received by | received
    in | placed through | placed via | came through | came via | came in through | entered by |
    reporting to | who report to | reports to | report to | who has made | who placed | whose total |
    who paid by | paid through upi | which contain | that contain | containing | including | settled by
    | settled in | settled via | settled with | billed by | rung up by | served by | attended by |
    closed by | via the`,
  without: `
    without | with no | having no | that have no | who have no | which have no | bina | lacking | that
    had no | who had no | which had no | with zero | missing | minus the | free of | bagair | ke bina |
    having zero | with 0 | devoid of | with nil`,
  not: `
    not | nahi | nahin | no | isnt | didnt | dont | doesnt | havent | hasnt | hadnt | wasnt | werent |
    arent | did not | do not | does not | have not | has not | other than | non | नहीं | nhi | na | did
    nt | wont | hasnt yet | havent yet | not yet | no longer | couldnt | nahi hai | not been | haven t |
    didn t | don t | doesn t | hasn t | isn t | wasn t | weren t | aren t | nothing | nobody | none |
    stopped`,
  never: 'never | not ever | kabhi nahi | not once | never once | never ever',
  except: `
    except | excluding | except for | apart from | but not | leaving out | exclude | not including | not
    counting | ignoring | omitting | minus | without counting | chhodkar | chhod kar | chhodke | leave
    out | outside | outside of | aside from | besides | ke alawa | ke siwa | ko chhod kar | ko chhodkar
    | chhod ke | hata kar | hatake | removing | leave aside | barring | save for | everything but | all
    but | other than the`,
  and: `
    and | aur | as well as | along with | plus | together with | with their | and their | and also their | with its | and its | और | and by |
    and also | both | and for each | then by | and then by | with the | and the | and in | adn | n | &
    also | tatha | evam | saath mein | ke saath | along with the | also the | and the number of | but |
    but also`,
  or: 'or | ya | either | or in | या',
  versus: `
    versus | vs | compared with | compared to | against | in comparison with | in comparison to |
    relative to | compare with | compare to | as compared to | as compared with | beside | next to |
    over the same | ke mukable | compare | comparing | comparison of | comparison with | comparison
    between | compare between | up from | down from | differ from | compared against | compared | or vs
    | stack up against | stacked against | as against | v | ke muqable | ki tulna mein | ki tulna me |
    tulna | compare kro | compare karo | side by side | comparision of | comparison | in contrast to |
    contrasted with`,
  than: 'than',
  average: `
    average | mean | avg | on average | ausat | averaged | typical | औसत | mean value | ausatan |
    typically | avg of | average of | the average | an average`,
  total: `
    total | overall | altogether | in total | in all | all together | kul | combined | entire | sum of |
    total of | grand total | aggregate | the sum of | sum | kul milakar | कुल | whole | all | sab | all
    of | all the | any | full | complete | the total | totals | in aggregate | in sum | collectively |
    grand | summed | overall total | totally | totalling | totaling | kul mila kar | jod | put together
    | together | taken together`,
  separately:
    'alag alag | alag alag batao | alag alag dikhao | alag alag bata do | separately | individually | respectively | one by one | side by side',
  different: `
    different | distinct | unique | alag alag | kinds of | types of | different kinds of | varied |
    separate`,
  only: `
    only | just | sirf | exactly | solely | exclusively | merely | purely | bas`,
  per_cent: `
    percentage of | percent of | per cent of | what percent of | what percentage of | share of | proportion
    of | fraction of | what share of | what proportion of | what fraction of`,
  share: `
    share | contribution | percentage share | percent share | contribute | contributed | contributes |
    contribution to | as a percentage of total | as percentage of total | as a share of total | percent
    of total | percentage of total | share of total | mix | as a percentage | in percent | percentage |
    proportion | as a percent of total | as a share of the total | as a percentage of the total |
    percentage contribution | distribution of | hissa | as a percent | percent contribution | split |
    how much share | ka hissa | share in percent | what share | what percentage | what percent | what
    proportion | kitna hissa | kitne percent | kitna percent | kitna % | what %`,
  growth: `
    growth | change | grow | grew | grown | increase | increased | decline | declined | fall | fell |
    gained | gaining | fallen | drop | dropped | dropped in | drop in | rise | rose | risen | change in | growth in | growth of | increase in |
    decrease in | decrease | decreased | changed | go up | went up | go down | went down | gone up |
    gone down | growth rate | growth rate of | difference in | difference between | difference | rise in
    | fall in | drop in | dip | growing | falling | fluctuate | decline in | badhi | ghati | going up |
    going down | do compared | develop compared | fare | increase of | badha | badhe | badhta | ghata |
    ghate | ghata hai | badh gaya | badh gayi | ghat gaya | ghat gayi | kam hua | kam hui | surge |
    surged | jump | jumped | shrink | shrunk | shrank | slump | slumped | decreasing | increasing | gain
    | percent change in | percentage change in | % change in | percentage growth | percent growth | %
    growth | percentage growth in | percent increase in | percentage increase in`,
  trend: `
    trend | trend of | trend in | trends | over time | evolution of | develop | developed | evolve |
    evolved | time series | trends in | trending | sales history | history of | progression of |
    timeline of | how did | how has | how have | evolution | trended | trend line | trendline |
    development of | course of | history | timeline | progress of`,
  running: `
    running total | running total of | cumulative | cumulative total | cumulative total of | running sum |
    running sum of | accumulated | running totals | cumulated | running`,
  moving: `
    moving average | rolling average | moving average of | rolling average of | smoothed | rolling mean |
    moving mean | rolling`,
  first: 'first | earliest | pehla | pehli | very first',
  latest: `
    latest | last | most recent | newest | recent | aakhri | most recently | recently | the latest | the
    most recent | recently placed | pichli baar | last time | aakhri baar | akhri baar`,
  called: `
    name | names | names of | name of | called | named | details | info | information | named as |
    titled | ka naam | ke naam | naam | whose name is | by the name of`,
  new: `
    new | naye | naya | nayi | first time | brand new | newly acquired | newly | नए | first ever |
    brand-new | nai | first timer | first timers`,
  returning: 'returning | existing | repeat | old | purane | repeating | coming back',
  ago: 'ago',
  wise: 'wise | ke hisaab se | ke hisab se | waar | var | war',
  same: `
    same | same period last year | year on year | year over year | yoy | the same period last year | same
    time last year | the same time last year | same period of last year | same period the year before | same
    period of the previous year | same period a year ago | a year earlier | the year before | y o y | same
    period in the previous year | same period previous year | the same period a year earlier | same period a
    year earlier | same month last year | the same month last year | same days last year | same quarter last
    year | the same quarter last year | same week last year | the same month of last year`,
  rest: `
    previous period | the previous period | prior period | the period before | period before | previous one
    | the one before | preceding period | the preceding period | before that | previous | prior | preceding
    | month on month | month over month | week on week | week over week | day over day | quarter on quarter
    | quarter over quarter | mom | wow | qoq | previous month | the month before | the week before | the day
    before | the quarter before | previous week | previous quarter | previous year | month before | week
    before | quarter before | the preceding month | the prior month | prior month | preceding month | prior
    year | prior quarter | prior week`,
  value: 'value | amount | by value | in value | figure | figures | numbers',
  most: `
    most | the most | peak | sabse zyada | sabse jyada | sabse adhik | sabse zyaada | more than anyone |
    the highest | सबसे ज्यादा | maximum | max | more than any other | highest | largest | biggest |
    greatest | the biggest | the largest | sbse zyada | sbse jyada | sabse jada | sabse zada | sab se
    zyada | sab se jyada | the maximum | the greatest | most of all | sabse badhiya | sabse tez | sabse
    badi`,
  least: `
    least | the least | fewest | the fewest | sabse kam | less than anyone | the lowest | सबसे कम |
    minimum | min | lowest | smallest | the smallest | sabse thoda | sbse kam | sab se kam | the minimum
    | sabse dheere | fewest of all`,
  idle: `
    dead stock | dead stocks | inactive | dormant | lapsed | unsold | gone quiet | not moving | non moving | idle`,
  descending: `
    largest first | highest first | biggest first | most first | top first | high to low | highest to lowest | largest to smallest |
    most to least | best to worst | longest first | descending | in descending order | descending order | desc | in decreasing order | decreasing
    order | best first | with the highest first | from highest to lowest | from high to low | starting with the highest | highest
    to lowest order | zyada se kam | bade se chhota | biggest to smallest | newest first | latest first | most recent first`,
  ascending: `
    smallest first | shortest first | lowest first | least first | low to high | lowest to highest | smallest to largest | least to most | worst to
    best | ascending | in ascending order | ascending order | asc | in increasing order | increasing order | worst first | cheapest
    first | kam se zyada | starting with the lowest | from lowest to highest | oldest first | earliest first | soonest first |
    alphabetically | in alphabetical order`,
  sorted: `
    sorted by | ordered by | sort by | order by | arranged by | arrange by | sorted on | sort them by | order them by`,
  ordinal: `
    second | third | fourth | fifth | 2nd | 3rd | 4th | 5th | dusra | doosra | teesra`,
  weekend: `
    weekday vs weekend | weekdays vs weekends | weekday versus weekend | weekdays versus weekends | weekends vs weekdays | weekend vs
    weekday | weekday and weekend | weekdays and weekends | weekday or weekend | weekdays or weekends | weekends versus weekdays |
    weekend versus weekday | weekend and weekday | weekends and weekdays | weekdays compared to weekends | weekends compared to
    weekdays | weekdays against weekends | weekends or weekdays | weekdays compared with weekends | weekends compared with weekdays`,
  behind: `
    se kitna zyada | se kitna kam | se kitni zyada | se kitni kam | se zyada | se kam | se kitna upar | se kitna badha | se kitna
    ghata | se kitni badhi | se kitni ghati | ke mukable | ke muqable | ki tulna mein | ki tulna me | ke comparison mein | ke
    comparison me | ke against | se compare | se compare karo | ke mukable kitni | ke mukable kitna | se kitna jyada | se jyada`,
  together: `
    sells together with | sell together with | sells along with | sells well with | bought together with | bought with | bought along with | sold with | sold together with | sold along with | goes with | go
    with | go together with | goes together with | bought alongside | sold alongside | purchased with | purchased together with |
    people usually buy together with | people buy together with | people usually buy along with | people buy along with | people buy with | people usually buy with | customers buy with | ke saath log kya lete hai | ke saath log aur kya lete hai | ke saath aur kya lete hai | ke saath log kya kharidte hai | ke saath log aur kya kharidte hai | ke saath aur kya bikta hai | ordered with | ordered together with | ke saath bikta hai | ke saath kya bikta hai | ke sath kya bikta hai | combined with in
    orders | buy with | buy along with | buy together with | taken together with | bought in combination with`,
  pairs: `
    pairs of products | product pairs | pairs of items | pairs | item pairs | pairs of products that go together | pairs of products
    bought together | products bought together | items bought together | products sold together | items sold together | product
    combinations | combinations of products | products that go together | items that go together | pairs of items that go together
    | pairs of products that sell together | products that are bought together | bought together | sold together | products that
    sell together | combinations | combos | product combos`,
  daypart: `
    evening | evenings | morning | mornings | afternoon | afternoons | night | nights | subah | shaam | sham | raat | dopahar`,
  more: `
    more | better | higher | greater | zyada | jyada | zyaada`,
  fewer: `
    less | worse | fewer | lower | kam`,
};
