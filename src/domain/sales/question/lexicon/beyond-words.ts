import type { Beyond } from '../senses.js';

/** Words that change nothing about what is asked. */
export const FILLERS = `
    the | an | our | my | we | us | i | me | you | your | please | pls | plz | kindly | is | are | was |
    were | am | be | been | being | there | that | so | far | now | currently | right now | at present |
    at the moment | presently | abhi | shop | store | dukaan | dukan | company | business wide | hai |
    hain | hoti | hota | hote | ne | tha | thi | the hain | ho | gaya | gayi | gaye | raha | rahi | kiya
    | hamara | hamari | hamare | humne | hamne | mera | meri | mere | apna | apni | apne | humara |
    humari | humare | maine | है | हैं | हुई | हुआ | do | did | does | have | has | had | having |
    also | actually | really | hi | hello | hey | thanks | thank | munshi | ji | bhai | okay | ok | well
    | then | here | on file | on our books | in our books | in the system | in our system | in the shop
    | in our shop | in our store | in the store | on record | in stock now | on our list | wala | wale |
    wali | waale | waala | should i know | as of now | quick | quickly | exact | various | at all | as | can you | could you | would you | can we | can i | could we | this | these | know | want | need | look | looks | were there | customer base | data | worth of | rupees worth of | of sales
    made | made to date | on the books | hum | log | toh | to date | ever | do we have |
    did we have | do you have | have we got | do we | did we | have we | had we | work with | do we work
    with | do business with | deal in | we deal with | do we carry | do we keep | we keep | we stock |
    do we stock | do we sell to | do we serve | do we employ | do we use | we have got | we have | we
    work with | we carry | serve | employ | sort | sorted | order them | rank | ranked | ranking |
    ranking of | exactly how | still | so far today | so basically |
    basically | my father | father | papa | my boss | the boss | urgent | urgently | asap | good morning
    | good afternoon | good evening | greetings | dear | sir | madam | maam | bro | yaar | dost | lying
    | sitting | um | hmm | uh | just wondering | i was wondering | wondering | curious | if possible |
    for me | for us | to me | to us | for my report | for the report | for the meeting | for my
    accountant | if you can | thank you | thx | ty | teh | a bit | please help | help | help me | wants
    to know | wanted to know | i wanted to know | simply | overall picture | altogether so far |
    according to records | as per records | as per our records | in our records | in records | in the
    records | from records | list chahiye | report chahiye | data chahiye | details chahiye | hisaab
    chahiye | hisab chahiye | detail chahiye | mujhe | hume | humein | hamein | humko | hamko | wo | woh
    | ye | yeh | jo | jinka | jinki | jinke | jinhone | jisne | jinme | sath | saath | bhi | toh bhi |
    chal | chalo | zara | jara | acha | accha | achha | ek | liye | ke liye | waha | yaha | karo | kar
    do | karke | kar ke | de do | dedo | dena | krna | karna hai | janna hai | jaanna hai | jaanna |
    janna | pata karna hai | pata | hisaab | hisab | hisaab do | mere paas | hamare paas | apne paas |
    hamare yahan | dukaan mein | dukan mein | dukan me | dukaan me | shop mein | shop me | store me |
    store mein | padi hai | pada hai | pade hai | pade hain | rakha hai | huye | huyi | hue | hota tha |
    hote hain | rahe hain | rahe | rha | rhi | rhe | diye | krte | karte | karta | karti | karte hain |
    karta hai | sirf itna | currently have | currently in | at this moment | at this time | at this
    point | up till now | up until now | in hand now | as on date | as on today | as it stands | exactly
    | approximately so | of ours | at our shop | at our store | in our inventory | in inventory | in our
    catalogue | in our catalog | in the catalogue | in the catalog | in our range | in our database | in
    the database | in the data | on our shelves | with us | got | gotten | were made |
    was made | were placed | was placed | been placed | been made | take place | there are | there is |
    is there | are there | in time order | chronologically | in chronological order | in order of time |
    in order | didi | bhaiya | bhaiyya | sahab | saab | uncle | aunty | aunti | kaka | kaki | tai | dada
    | mr | mrs | ms | miss | shri | smt | in one line | in one row | in one table | in one go | in a
    single table | in one report | in one view | in total terms | in real terms | na | hai na | matlab |
    please batao | jaldi | jaldi se | dono | milake | mila ke | donon | ever recorded | btw | by the way | usually | normally |
    generally | in general | already | as a table | as table | in a table | in table form | in tabular form |
    tabular | godown
    | godown me | godown mein | in the godown | in godown | warehouse | in the warehouse | shelf | on shelf |
    on the shelf | on our shelf | on shelves | on the shelves | in the store room | anything | something | if
    any | for my accountant | for my ca | for our records | for the file | for filing | for the period | for
    period | for the time period | for the date range | in the period | over the period | in the date range
    | hey there | hi there | hello there | namaste | namaskar | ram ram | good day | regards | cheers |
    thank u | thnx | tq | thanks in advance | many thanks | dhanyavad | shukriya | meherbani | kripya |
    krupya | kripaya | jra | dena | dijiye | dijiyega | batao na | could you please | would you please |
    can u | cud u | i just want | i just need | i need to see | i would need | we need to see | tell me please
    | right away | at your earliest | when you can | real quick | for today meeting | at a glance | in brief
    | in detail | in full | overall summary | ek baar | zara batao | mere liye | hamare liye | humare liye |
    everything | sab kuch | jin | jis | jinke | jinko | jise | unhe | inhe | given away | away | per my records | as on date | as of date | yet | aap | mujhko | koi | koi bhi | person | for us`;

/** Words of what the sales figures do not tell, each with what it is about. */
export const BEYOND_WORDS: Readonly<Record<Beyond, string>> = {
  forecast: `
    will | forecast | forecasts | predict | prediction | predicted | predictions | expect | expected |
    projection | projected | project | estimate | estimated | going to | likely | upcoming | future |
    tomorrow | next week | next month | next year | next quarter | hoga | hogi | kal hogi | agle | agla |
    agli | anticipate | outlook | shall | what if | demand | run out | last us | how long will | might |
    next`,
  reorder: `
    reorder quantity | how much should we order | purchase plan | order plan | safety stock | restock |
    replenish | reorder point calculation`,
  write: `
    add | record a sale | record sale | record | delete | remove | update | edit | modify | insert | create
    | cancel | refund this | set | save | mark | send | email | mail | sms | whatsapp | call | print |
    export | import | upload | download | drop | truncate | change the | increase the price | raise | reduce
    | lower | put | register | enter | write | book | make a | apply | issue | rename | replace | return |
    transfer | move | assign | correct | reset | schedule | notify | remind`,
  advice: `
    should | recommend | recommended | recommendation | suggest | suggestion | advise | advice | improve |
    best way | strategy | optimise | optimize | how can | how do | how to | chahiye | worth it | good idea |
    promote | opinion | think`,
  credit: `
    udhaar | udhar | owe | owes | owed | outstanding | balance | dues | due | baaki | baki | khata | unpaid
    | overdue | debt | debts | receivable | receivables | on credit balance | credit limit | credit book |
    उधार | owing | lender | repaid | repay | repayment | pay back | paid back | arrears | jama`,
  private: `
    email address | email | emails | salary | salaries | wages | password | passwords | bank account | pan
    number | aadhaar | home address | contact details | api key | token | credentials | secret |
    religion | caste | marital status | contact information | contact info`,
  pronoun: `
    ye wala | yeh wala | wo wala | woh wala | ye wali | yeh wali | wo wali | woh wali | ye wale ka | wo wale ka |
    it | they | them | he | she | him | her | his | those | that one | same one | the same | above ones |
    its | these ones | this one | one | ones | unka | unki | uska | uski | their | the previous question | that year | that month | that quarter | that week | that period | us saal | us mahine | usi saal | usi mahine | us hafte | unhi mahino |
    former | latter | the last one | the other | others | another`,
  orders_to_us: `
    purchase order | purchase orders | we bought | did we buy | we purchased | did we purchase | we
    spent | did we spend | we paid | did we pay | do we owe | we owe | expenses | expense | rent |
    payroll | purchases from suppliers | bought from suppliers | spend on | have we bought | have we
    purchased | we buy | do we buy | do we spend | electricity | money do we have | cash do we have |
    cash balance | money in the bank | cash in the bank | money we have | cash we have`,
  pets: `
    puppy | puppies | kitten | kittens | for adoption | vaccinated | dog for sale | dogs for sale | cats for
    sale`,
  bills: `
    scan | scanned | ocr | photo | picture | attached | supplier bill | supplier bills | supplier invoice |
    supplier invoices`,
  pricing: `
    what price should | optimal price | best price | price elasticity | elasticity | competitor |
    competitors | competitor price | market price | market share | price increase effect`,
};
