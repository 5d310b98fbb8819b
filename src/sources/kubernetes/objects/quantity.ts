import { z } from 'zod';

const SUFFIX: Readonly<Record<string, number>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
}; // biome-ignore format: a table to read
const QUANTITY = /^(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?([numkMGTPE]|[KMGTPE]i)?$/;

/** A Kubernetes quantity (`250m`, `1.5Gi`, `12345n`) as a number of cores or bytes; one that makes no sense says nothing. */
export const Quantity = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((text) => {
    const [, digits = '', exponent = '0', suffix = ''] = QUANTITY.exec(String(text ?? '')) ?? [];
    return digits ? Number(digits) * 10 ** Number(exponent) * (SUFFIX[suffix] ?? 1) : undefined;
  });

/** CPU in cores, memory in bytes. */
export const Amounts = z
  .object({ cpu: Quantity, memory: Quantity })
  .nullish()
  .transform((amounts) => amounts ?? { cpu: undefined, memory: undefined });
export type Amounts = z.infer<typeof Amounts>;
