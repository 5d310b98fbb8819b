/** What a character can be part of, as bits: a table lookup per character is what keeps masking fast. */
export const DIGIT = 1;
export const LETTER = 2;
/** Marks an identifier: `a_b`, `a.b`, `a:b`, `#x`. */
export const NAME_MARK = 4;
/** Separates the parts of a path or an address. */
export const PATH_MARK = 8;
const OTHER = 16;

const CLASSES = new Uint8Array(65_536).fill(LETTER, 128);
classify('0123456789', DIGIT);
classify('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', LETTER);
classify('-~?!^', OTHER);
classify('_.:#$&%*+', NAME_MARK);
classify('/\\@', NAME_MARK | PATH_MARK);

function classify(characters: string, bits: number): void {
  for (const character of characters) CLASSES[character.charCodeAt(0)] = bits;
}

/** The class of the UTF-16 unit at `index`; 0 for what is part of no token, and outside the text. */
export function classAt(text: string, index: number): number {
  return index >= 0 && index < text.length ? (CLASSES[text.charCodeAt(index)] ?? 0) : 0;
}

export function isWordAt(text: string, index: number): boolean {
  return (classAt(text, index) & (DIGIT | LETTER)) !== 0 || text[index] === '_';
}

export function isSpaceAt(text: string, index: number): boolean {
  return index < 0 || text.charCodeAt(index) <= 32;
}
