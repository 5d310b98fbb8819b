/** 13 to 19 digits in one piece or in the groups that are printed on cards. */
const CANDIDATE =
  /(?<![\w.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})(?!\w|[-.]\d)/g;

/** Numbers that the networks give out (ISO/IEC 7812), with their lengths: Visa, Mastercard, American Express, Diners, JCB, UnionPay, Discover. */
const ISSUED =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|62\d{14,17}|6(?:011|5\d\d|4[4-9]\d)\d{12})$/;

/** Masks card numbers: issued by a network and right by their check digit, so that order numbers and timestamps stay. */
export function redactCards(text: string): string {
  return text.replace(CANDIDATE, (number) =>
    isCard(number.replace(/[ -]/g, '')) ? '[REDACTED:card]' : number,
  );
}

function isCard(digits: string): boolean {
  return ISSUED.test(digits) && hasCheckDigit(digits);
}

/** The algorithm of Luhn: from the right every second digit counts twice, with its digits added up. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
