const LENGTH = 64;

/**
 * The name of a service as one token: case is kept (people recognize their names), what is neither letter, digit nor `._/-` becomes `-`, at
 * most 64 characters. Undefined where nothing is left.
 */
export function serviceName(name: string): string | undefined {
  const token = name
    .slice(0, 4 * LENGTH)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._/-]+/gu, '-')
    .replace(/^[-./]+/, '')
    .slice(0, LENGTH)
    .replace(/[-./]+$/, '');
  return token || undefined;
}
