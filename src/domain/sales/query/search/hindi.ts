/** Hindi words of shops, in Latin and Devanagari letters, each line after the English words they are looked up by. */
export const HINDI = `
  sales: bikri, bikree, becha, bechi, bika, biki, bike, bikte, बिक्री, बेचा, बिका, बिके, विक्रय
  sales money: galla, gala, dhandha, dhanda, vyapar, कमाई, गल्ला, धंधा
  money: paisa, paise, rupaye, rupaya, rupee, पैसा, पैसे, रुपये, रकम, rakam
  profit: munafa, munafe, munaafa, faayda, fayda, nafa, labh, मुनाफा, मुनाफ़ा, फायदा, लाभ
  loss: ghata, nuksan, nuksaan, घाटा, नुकसान
  discount: chhoot, chhut, choot, छूट, रियायत
  tax: kar, कर, जीएसटी, टैक्स
  freight: bhada, bhaada, kiraya, dhulai, भाड़ा, ढुलाई, किराया
  product goods: maal, saman, samaan, saamaan, cheez, cheezen, chij, vastu, माल, सामान, चीज, चीज़, वस्तु, उत्पाद
  stock: stok, godam, godown, गोदाम, स्टॉक, भंडार
  left stock: bacha, bachaa, bachi, baaki, pada, बचा, बाकी
  out of stock: khatam, khatm, khali, खत्म, ख़त्म, खाली
  customer: grahak, graahak, kharidar, kharidaar, ग्राहक, खरीदार, ग्राहकों
  bought: kharida, kharide, kharidi, kharidna, liya, खरीदा, खरीदी, खरीद
  supplier: vikreta, saplayar, aapurtikarta, सप्लायर, विक्रेता, आपूर्तिकर्ता
  employee: karmchari, karamchari, naukar, mulazim, stafe, कर्मचारी, नौकर
  manager boss: maalik, malik, seth, मालिक, सेठ
  location shop: dukaan, dukan, shakha, दुकान, शाखा
  city: shahar, sheher, shehar, gaon, nagar, शहर, गांव, गाँव
  country: desh, mulk, देश
  region state: rajya, pradesh, ilaka, राज्य, प्रदेश, इलाका
  address: pata, पता
  phone: fone, फोन, फ़ोन, मोबाइल
  name: naam, नाम
  price: daam, dam, keemat, kimat, bhav, bhaav, mulya, दाम, कीमत, क़ीमत, भाव, मूल्य
  cost: laagat, lagat, kharch, kharcha, लागत, खर्च
  bill: parchi, rasid, raseed, challan, बिल, रसीद, पर्ची
  order: ऑर्डर, आर्डर
  number: kitne, kitni, ginti, sankhya, कितने, कितनी, संख्या, गिनती
  average: ausat, औसत
  share percent: pratishat, feesdi, fisdi, hissa, प्रतिशत, फीसदी, हिस्सा
  total: kul, jod, jama, yog, कुल, जोड़
  highest: sabse, zyada, jyada, adhik, सबसे, ज्यादा, ज़्यादा, बड़ा
  lowest: kam, thoda, chhota, कम, छोटा
  expensive price: mehnga, mehenga, mahanga, महंगा
  cheap price: sasta, saste, sasti, सस्ता
  returned refunds: wapas, wapsi, vapas, vapsi, लौटाया, वापस, वापसी
  cancelled: radd, rad, रद्द
  date day: tareekh, tarikh, taareekh, din, roz, rozana, dinank, तारीख, दिनांक, दिन, रोज
  weekday: somvar, somvaar, mangalvar, mangalwar, budhvar, budhwar, guruvar, guruwar, shukravar, shukrawar, shanivar, shaniwar, ravivar, raviwar, itvar, itvaar, सोमवार, मंगलवार, बुधवार, गुरुवार, शुक्रवार, शनिवार, रविवार
  week: hafta, hafte, saptah, हफ्ता, सप्ताह
  month: mahina, mahine, maheena, maah, महीना, महीने, माह
  year: saal, sal, varsh, baras, साल, वर्ष
  hour time: ghanta, ghante, samay, waqt, baje, घंटा, समय
  previous compare: pichhla, pichhle, pichla, pichle, pichhli, पिछला, पिछले, पिछली
  new: naya, naye, nayi, नया, नये, नए
  returning old: purana, purane, purani, पुराना, पुराने
  first: pehla, pehle, pehli, पहला, पहली
  last: aakhri, akhri, antim, आखिरी, अंतिम
  late: der, deri, late, देर, देरी
  sent shipped: bheja, bheje, bhejna, bheji, भेजा, भेजे
  together: saath, sath, साथ
  reorder: mangwana, mangana, mangvana, manga, मंगवाना, मंगाना
  expiry: kharab, sadna, खराब, एक्सपायरी
  payment: bhugtan, bhugtaan, nakad, nagad, भुगतान, नकद
  category: shreni, varg, prakar, श्रेणी, वर्ग, प्रकार
  why change: kyun, kyon, kyu, क्यों
  change increase: badha, badhi, badhe, badhat, बढ़ा, बढ़ी
  change decline: ghata, ghati, gira, giri, घटी, गिरी, गिरा
  quantity pieces: nag, maatra, matra, मात्रा, नग
  age: umar, umra, उम्र
  job: kaam, pad, काम, पद
`;
