const LENGTH = 64;
const PLAIN = /^[A-Za-z\d_](?:[\w./-]{0,62}\w)?$/;

/**
 * The name of a service as one token: case is kept (people recognize their names), what is neither letter, digit nor `._/-` becomes `-`, at
 * most 64 characters. Undefined where nothing is left.
 */
export function serviceName(name: string): string | undefined {
  if (name === '') return undefined;
  if (PLAIN.test(name)) return name;
  const token = name
    .slice(0, 4 * LENGTH)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
    .replace(/^[-./]+/, '');
  return (
    token
      .slice(0, LENGTH)
      .replace(/[\uD800-\uDBFF]$/, '')
      .replace(/[-./]+$/, '') || undefined
  );
}
