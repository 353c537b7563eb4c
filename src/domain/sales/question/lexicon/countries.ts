/**
 * Other names of countries, and of what comes from them. Each line is one country: first the names that records use,
 * then what people say.
 */
export const COUNTRY_WORDS = `
  usa, us, united states, united states of america | america, the states, american
  uk, united kingdom, great britain, england | britain, british, english
  germany, deutschland | german
  france | french
  spain | spanish
  italy | italian
  portugal | portuguese
  austria | austrian
  switzerland | swiss
  sweden | swedish
  norway | norwegian
  denmark | danish
  finland | finnish
  poland | polish
  belgium | belgian
  ireland | irish
  netherlands, holland | dutch
  brazil, brasil | brazilian
  mexico, méxico | mexican
  argentina | argentinian, argentine
  venezuela | venezuelan
  canada | canadian
  japan | japanese
  china | chinese
  india, bharat | indian
  australia | australian
  singapore | singaporean
  russia | russian
  turkey | turkish
  greece | greek
  pakistan | pakistani
  nepal | nepali
  bangladesh | bangladeshi
  sri lanka | sri lankan
`;
