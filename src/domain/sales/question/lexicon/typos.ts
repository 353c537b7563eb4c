/** Common slips in words that only say how others go together; nouns are mended by likeness. */
export const SLIPS: ReadonlyMap<string, string> = listed({
  ...{ avrage: 'average', averge: 'average', avarage: 'average', valeu: 'value', vlaue: 'value' },
  ...{ orderd: 'ordered', odered: 'ordered', differnt: 'different', diffrent: 'different', wich: 'which' },
  ...{ whcih: 'which', waht: 'what', hwo: 'how', mnay: 'many', muhc: 'much', custmer: 'customer' },
  ...{
    custmers: 'customers',
    costumer: 'customer',
    custumer: 'customer',
    cusotmer: 'customer',
    cusotmers: 'customers',
    costumers: 'customers',
    custumers: 'customers',
  },
  ...{ employe: 'employee', emplyees: 'employees', prodcut: 'product', prodcuts: 'products' },
  ...{ itmes: 'items', catagory: 'category', catagories: 'categories', suplier: 'supplier' },
  ...{ supliers: 'suppliers', recieved: 'received', solld: 'sold', selled: 'sold', sels: 'sells' },
  ...{
    totl: 'total',
    toal: 'total',
    tota: 'total',
    higest: 'highest',
    hightest: 'highest',
    lowset: 'lowest',
  },
  ...{ bettween: 'between', betwen: 'between', exlcuding: 'excluding', wihtout: 'without', shwo: 'show' },
  ...{ thier: 'their', prise: 'price', stok: 'stock', rivenue: 'revenue', custmrs: 'customers' },
  ...{ sgow: 'show', peopel: 'people', comapre: 'compare', comparision: 'comparison' },
  ...{ revenu: 'revenue', revnue: 'revenue', reveune: 'revenue', salse: 'sales', slaes: 'sales' },
  ...{
    sbse: 'sabse',
    sabs: 'sabse',
    jyada: 'zyada',
    jyda: 'zyada',
    zada: 'zyada',
    jada: 'zyada',
    jayda: 'zyada',
  },
  ...{ ktna: 'kitna', ktne: 'kitne', ktni: 'kitni', kitnay: 'kitne', mhine: 'mahine', mahene: 'mahine' },
  ...{ wats: 'what', lateset: 'latest', latset: 'latest', shiped: 'shipped', wht: 'what' },
});

/** What goods are called in Hindi, by the English word that names of products are likelier to hold. */
export const GOODS: ReadonlyMap<string, string> = listed({
  ...{ doodh: 'milk', dudh: 'milk', chawal: 'rice', chaval: 'rice', cheeni: 'sugar', chini: 'sugar' },
  ...{ shakkar: 'sugar', namak: 'salt', tel: 'oil', anda: 'eggs', ande: 'eggs', andey: 'eggs' },
  ...{ mithai: 'sweets', sabun: 'soap', sabudana: 'sago', makhan: 'butter', makkhan: 'butter' },
  ...{ dahi: 'curd', kaju: 'cashews', badam: 'almonds', jeera: 'cumin', gud: 'jaggery', aam: 'mango' },
  ...{ nariyal: 'coconut', aata: 'atta', ata: 'atta', biskut: 'biscuits', biskit: 'biscuits' },
  ...{
    'chai patti': 'tea',
    'chay patti': 'tea',
    'chai pati': 'tea',
    'chaay patti': 'tea',
    'chai ki patti': 'tea',
    chai: 'tea',
  },
  ...{ chay: 'tea', chaay: 'tea', mirchi: 'chilli', 'lal mirch': 'chilli' },
  ...{ haldi: 'turmeric', 'haldi powder': 'turmeric', dhaniya: 'coriander', 'dhaniya powder': 'coriander' },
  ...{ sarson: 'mustard', 'kali mirch': 'pepper', gehu: 'wheat', gehun: 'wheat' },
  ...{ 'moong phali': 'groundnut', moongphali: 'groundnut', mungfali: 'groundnut', shahad: 'honey' },
  ...{ pista: 'pistachios', khajur: 'dates', anjeer: 'figs', sooji: 'rava', suji: 'rava', pani: 'water' },
  ...{
    gpay: 'upi',
    phonepe: 'upi',
    paytm: 'upi',
    bhim: 'upi',
    'google pay': 'upi',
    'phone pe': 'upi',
    nagad: 'cash',
  },
  ...{ kapur: 'camphor', mombatti: 'candles' },
  ...{ achar: 'pickle', achaar: 'pickle', aachar: 'pickle' },
  ...{ aande: 'eggs', dood: 'milk', shakar: 'sugar' },
  ...{ machis: 'matchbox', jhadu: 'broom', elaichi: 'cardamom', kishmish: 'raisins', akhrot: 'walnuts' },
});

function listed(words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words));
}
