import type { Affected } from '../../core/finding.ts';
import { escapeText, oneLine } from '../text.ts';

/** The things an alert is about, a line each. */
export function affectedText({ things, more }: Affected): string {
  const lines = things.map(({ name, note }) => {
    const about = note ? ` ${escapeText(oneLine(note, 80), 100)}` : '';
    return `• *${escapeText(oneLine(name, 100), 150)}*${about}`;
  });
  return [...lines, ...(more > 0 ? [`and ${more.toLocaleString('en-US')} more`] : [])].join('\n');
}
