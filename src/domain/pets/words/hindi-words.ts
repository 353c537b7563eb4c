import { type PhraseLists, YOUNG_MONTHS } from './english-words.js';

/** Hindi in Latin letters, by what it stands for. */
export const HINDI: PhraseLists = [
  [{ is: 'size', value: 'small' }, 'chhota|chhote|chhoti|chota|chote|choti'],
  [{ is: 'size', value: 'large' }, 'bada|bade|badi'],
  [{ is: 'sex', value: 'male' }, 'nar'],
  [{ is: 'sex', value: 'female' }, 'mada|maada|madaa'],
  [{ is: 'stage', type: 'dog', one: true, max: YOUNG_MONTHS }, 'pilla'],
  [{ is: 'stage', type: 'dog', one: false, max: YOUNG_MONTHS }, 'pille'],
  [{ is: 'stage', one: false, max: YOUNG_MONTHS }, 'bachcha|bachche|bachchi|bachchiyan|baccha|bacche|bacchi'],
  [
    { is: 'vaccinated', value: true },
    'vaccination ho gayi|vaccination ho gaya|vaccination ho chuki|vaccination ho chuka|vaccine ho gaya|vaccine ho gayi|vaccine ho chuki|tika lag gaya|tika lag chuka|tike lag gaye|tike lag chuke|tike ke saath|tika ke saath|tika lagi hui|tike lage hue|tika lage hue|tika laga hai|tike lage hain|tika laga|teeka laga|tika lage|tika laga hua|tika lagi|vaccination wala|vaccination wale|vaccination wali|vaccine lagi hui|vaccine lagi|vaccine laga hua|vaccine laga|vaccine lage|vaccination hua|vaccination hui|vaccinated hui|tika laga ho|teeka laga ho|tike lage',
  ],
  [
    { is: 'vaccinated', value: false },
    'bina tika|bina tike|bina teeka|bina vaccination|bina vaccine|bina vaccinated|vaccinated nahi|vaccinated nahin|bina teeke|vaccine nahi lagi|vaccine nahi laga|tika nahi laga|teeka nahi laga',
  ],
  [{ is: 'availability', value: 'available' }, 'bikau|uplabdh'],
  [
    { is: 'availability', value: 'sold' },
    'bik chuka|bik chuke|bik chuki|bik gaya|bik gaye|bik gayi|biki hui|bike hue',
  ],
  [
    { is: 'availability', value: 'in_shop' },
    'bache hue|bachi hui|bacha hua|bache hain|bachi hain|bacha hai|bachi hai|bache hai|dukan mein|dukaan mein',
  ],
  [
    { is: 'sort', value: 'price_asc', best: true },
    'sabse sasta|sabse saste|sabse sasti|sab se sasta|sab se saste|sab se sasti',
  ],
  [{ is: 'sort', value: 'price_asc', best: false }, 'sasta pehle|saste pehle'],
  [
    { is: 'sort', value: 'price_desc', best: true },
    'sabse mehnga|sabse mehnge|sabse mehngi|sabse mahanga|sabse mahange|sabse mahangi|sab se mehnga',
  ],
  [
    { is: 'sort', value: 'youngest', best: true },
    'sabse chhota|sabse chhote|sabse chhoti|sabse chota|sabse chote|sabse choti',
  ],
  [{ is: 'sort', value: 'oldest', best: true }, 'sabse purana|sabse purane'],
  [{ is: 'cheap', value: 'price_asc' }, 'sasta|saste|sasti|kam daam|kam dam|kam keemat|kam kimat'],
  [{ is: 'cheap', value: 'price_desc' }, 'mehnga|mehnge|mehngi|mahanga|mahange|mahangi'],
  [{ is: 'aggregate', value: 'count' }, 'kitne|kitni|kitna|kul kitne|kul kitni'],
  [
    { is: 'aggregate', value: 'average_price' },
    'ausat keemat|ausat kimat|ausat daam|ausat dam|average dam|ausat price|average daam|average keemat|average kimat',
  ],
  [
    { is: 'by', value: 'type' },
    'har type|har type ka|har type ke|har type ki|sab types ka|sab types ke|sab types ki',
  ],
  [{ is: 'by', value: 'breed' }, 'har breed|har breed ka|har breed ke|har breed ki'],
  [{ is: 'free' }, 'muft'],
  [{ is: 'aged' }, 'umar|umra|umr'],
  [{ is: 'priced' }, 'keemat|kimat|daam|dam'],
  [{ is: 'top' }, 'pehle'],
  [{ is: 'pets', one: false }, 'janwar|jaanwar|janvar'],
  [{ is: 'pets', one: true }, 'paltu|paltu janwar'],
  [{ is: 'not', wide: false }, 'bina'],
  [
    { is: 'not_before' },
    'nahi|nahin|nahi chahiye|nahin chahiye|na ho|nahi ho|nahin ho|mat dikhao|mat dikhana|ko chhod kar|chhod kar|chhodkar|chhod ke|chodkar|chod kar|ko chhodkar|ko chhod ke|ke alawa|ke alava|ke siva|ke sivay|ke sivaay|ke bina|nahi chahie|nahi hai|nahi hain|na hon',
  ],
  [{ is: 'and' }, 'aur|tatha|evam'],
  [{ is: 'or' }, 'ya|ya phir|ya fir'],
  [{ is: 'but' }, 'lekin|magar|par'],
];

/** Words that say nothing of a pet. */
export const HINDI_FILLERS =
  'milegi|milega|milenge|mil jayegi|mil jayega|mil sakta hai|mil sakti hai|mil sakte hain|milta hai|milti hai|milte hain|lena hai|leni hai|lene hain|lena|leni|kharidna hai|kharidni hai|khareedna hai|rakhte ho|rakhte hain|aayega|aayegi|bhejo|bhej do|dikhaiyega|bataiyega|wo|woh|vo|voh|wohi|ke liye|liye|si|sa|kaun si|kaunsi|kitne ka|kitne ke|kitne ki|kitne ka hai|kitne ki hai|kitne ke hain|kaun sa|kaun kaun|koi sa|koi si|namaste|namaskar|arre|haan|accha|achha|theek|dono|sab|saare|sare|saari|sari|sirf|rang|rang ka|rang ke|rang ki|rang wala|rang wale|rang wali|hai|hain|ho|hon|hoon|hun|tha|thi|ka|ke|ki|ko|mein|mai|mujhe|muje|humein|hume|hamein|hum|mera|mere|meri|aap|apke|aapke|paas|pas|dikhao|dikha|dikhaiye|dikhaye|dikhana|dikhado|dikha do|dikhaen|batao|bata|bataiye|batana|bata do|chahiye|chahie|chaiye|chahte|chahta|chahti|dijiye|dijie|dena|de do|dedo|lao|laao|wala|wale|wali|vala|vale|vali|koi|kuch|kuchh|jo|jiska|jiski|jiske|chalega|chalegi|chalenge|kya|kaun|kaunsa|kaunse|kaun se|kaun kaun se|kon|konse|ek|yahan|abhi|bhi|toh|zara|jara|ji|se|bhai|bhaiya|bhaiyya|apni|apne|apna|humko|hamko|humare|hamare|hamari|hamara|humara|humari|kripya|krupaya|sabhi|suchi|bataye|batayen|dikhayen|jinka|jinki|jinke|jin|jinko|jisko|jise|yeh|ye|yah|wah|woh wala|janamdin|janmdin|janam din|saalgirah|tohfa|nasl|nasl ka|nasl ke|nasl ki|tohfe|ghar|ghar ke liye|dekhna|dekhni|dekhne|dekhna hai|chah rahe hain|chahenge|chahunga|chahungi|karo|karke|kahan|dhoond raha hoon|dhoondh|dhundh|raha|rahi|rahe|liya|lenge|denge|yaar|bhaisaab|bhaisahab|sahab|namaskaar|shukriya|dhanyavad|dhanyawad';

/** People whom pets are for. */
export const HINDI_PEOPLE =
  'beta|beti|bachon|bachcho|bachchon|bete|betiyan|betiyon|beton|bacchon|patni|biwi|biwi ji|pati|maa|pita|pitaji|mata|mataji|behen|behan|bahan|dost|doston|dadi|dada|nani|nana|parivar|bhabhi|bhanja|bhanji|bhatija|bhatiji|pota|poti|bachche ke liye|bacche ke liye|bachcha ke liye|bachchi ke liye|bacchi ke liye|bachche ko|bachchi ko|bacche ko|bacchi ko';

/** Types of pets in Hindi, in Latin letters: one, or more. */
export const HINDI_TYPES: Readonly<Record<string, readonly (readonly [word: string, one: boolean])[]>> = {
  dog: [
    ['kutta', true],
    ['kutte', false],
    ['kutti', true],
    ['kuta', true],
    ['kutton', false],
    ['kute', false],
  ],
  cat: [
    ['billi', true],
    ['billa', true],
    ['billiyan', false],
    ['billiya', false],
    ['billiyaan', false],
    ['billiyon', false],
    ['bille', false],
    ['billian', false],
  ],
  bird: [
    ['chidiya', true],
    ['chidiyan', false],
    ['chidiyaan', false],
    ['chiriya', true],
    ['pakshi', true],
    ['panchhi', true],
    ['parinda', true],
    ['parinde', false],
    ['chidiyon', false],
  ],
  fish: [
    ['machli', false],
    ['machhli', false],
    ['machliyan', false],
    ['machhliyan', false],
    ['machhi', false],
    ['machli wali', false],
  ],
  rabbit: [
    ['khargosh', false],
    ['khargoshon', false],
    ['kharghosh', false],
  ],
  turtle: [
    ['kachhua', true],
    ['kachua', true],
    ['kachhue', false],
    ['kachue', false],
  ],
  mouse: [
    ['chuha', true],
    ['chuhe', false],
  ],
};

/** Colours in Hindi, in Latin letters. */
export const HINDI_COLOURS: Readonly<Record<string, string>> = {
  ...{ kala: 'black', kaala: 'black', kale: 'black', kaale: 'black', kali: 'black', kaali: 'black' },
  ...{
    safed: 'white',
    safaid: 'white',
    bhura: 'brown',
    bhure: 'brown',
    bhuri: 'brown',
    lal: 'red',
    laal: 'red',
  },
  ...{
    hara: 'green',
    hare: 'green',
    hari: 'green',
    neela: 'blue',
    neele: 'blue',
    neeli: 'blue',
    nila: 'blue',
    nili: 'blue',
  },
  ...{
    peela: 'yellow',
    peele: 'yellow',
    peeli: 'yellow',
    pila: 'yellow',
    pile: 'yellow',
    pili: 'yellow',
    sunehra: 'golden',
    sunahra: 'golden',
    sunehri: 'golden',
    sunehre: 'golden',
  },
  ...{ narangi: 'orange', gulabi: 'pink', slety: 'grey' },
};
