import { MESSAGE } from './limits.ts';

/**
 * The text as every store can keep it: NUL becomes U+2400 (the sign for it) and a lone surrogate U+FFFD, since PostgreSQL takes neither; line
 * ends of Windows become `\n`; what is longer than 1 MB is cut and says how long it was.
 */
export function cleaned(text: string): string {
  return shortened(storable(text.includes('\r') ? text.replace(/\r+(?=\n|$)/g, '') : text));
}

/** The text without what PostgreSQL refuses. */
export function storable(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '\u2400') : text;
  return whole.isWellFormed() ? whole : whole.toWellFormed();
}

function shortened(text: string): string {
  if (text.length <= MESSAGE) return text;
  return `${clipped(text, MESSAGE)}… [cut: ${text.length.toLocaleString('en-US')} characters]`;
}

/** The first `length` units, but never half of a surrogate pair. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
