/** A second sentence that asks nothing of its own: an order, a number of rows, a time, what to leave out. */
const GOES_ON = [
  /^(?:please |pls |and |also |only |just |but )*(?:top|first|last|only|just|sort(?:ed)?|order(?:ed)? by|rank(?:ed)?|by|for|in|on|from|since|between|during|this|till|until|except|excluding|without|with|group(?:ed)?|split|broken|lowest|highest|largest|biggest)\b/i,
  /^(?:please |pls )?(?:show|list|give)(?: me)? (?:only |just )?(?:the )?(?:top|first|each|by|per)\b/i,
  /^[a-z]+[- ]?wise\b/i,
];
const ASKS =
  /\b(?:what|which|who|whom|how|when|why|kitn[aei]|kya|kaun\w*|kab|compare|it|they|them|their|those)\b/i;
const SAID = /,? ?\bi mean\b,? ?|^(?:only|just)\b|\b(?:only|please)[. ]*$/gi;
const END = /[?;\n]+|(?<=\p{L}{3})\.\s+/u;

/** The sentences of a text. */
export function sentencesOf(text: string): string[] {
  return text.split(END).filter((part) => /\p{L}{2}/u.test(part));
}

/** A question whose second sentence only goes on with the first, as one sentence; any other as it is. */
export function joined(text: string): string {
  const [first = '', second, ...others] = sentencesOf(text);
  const said = second?.trim() ?? '';
  const one = others.length === 0 && GOES_ON.some((start) => start.test(said)) && !ASKS.test(said);
  return one ? `${first} ; ${said.replace(SAID, ' ; ')}` : text;
}
