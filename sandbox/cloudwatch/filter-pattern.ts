import { invalidParameter } from './aws-error.ts';

const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/g;

/**
 * The plain part of CloudWatch's filter language: `error timeout` (all of them), `"exact phrase"`, `?warn ?error` (any of them), `-debug`
 * (none of them); case counts. JSON and column patterns are refused.
 */
export function filterPattern(pattern = ''): (message: string) => boolean {
  const trimmed = pattern.trim();
  if (/^[{[%]/.test(trimmed))
    throw invalidParameter('Invalid filter pattern: only terms and phrases are supported here');
  const terms = [...trimmed.matchAll(TERM)].map(([, sign, phrase, word]) => ({
    sign,
    text: phrase?.replaceAll(/\\(.)/g, '$1') ?? word ?? '',
  }));
  const texts = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, any, none] = [texts(''), texts('?'), texts('-')];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
}
