import { z } from 'zod';
import type { Store } from '../../store/store.ts';

/** What the store knows of a kind of message: its code, and the one that it is an alias of. */
const KnownCode = z.object({ code: z.string(), root: z.string(), form: z.string() });
type KnownCode = z.infer<typeof KnownCode>;

/** All codes that mean the same message. */
export interface CodeFamily {
  /** Those that were asked for among them. */
  codes: string[];
  /** The code that it has today; undefined for a code that nothing is known of. */
  today?: string;
  /** The message with `*` for each value. */
  template?: string;
}

const MOST = 500;

/** Events keep the code of their day: a question about one means its aliases too. */
export async function codeFamily(
  asked: readonly string[],
  store: Pick<Store, 'documents'>,
): Promise<CodeFamily> {
  const named = await find({ code: asked }, store);
  const roots = [...new Set(named.map(({ root }) => root))];
  if (roots.length === 0) return { codes: [...asked] };
  const family = await find({ root: roots }, store);
  const [today] = roots;
  const template = (family.find(({ code }) => code === today) ?? named[0])?.form.replace(' : ', ': ');
  return {
    codes: [...new Set([...asked, ...roots, ...family.map(({ code }) => code)])],
    ...(today !== undefined && { today }),
    ...(template !== undefined && { template }),
  };
}

/** The code that each has today, for those that have become an alias. */
export async function rootsOf(
  codes: readonly string[],
  store: Pick<Store, 'documents'>,
): Promise<Map<string, string>> {
  const roots = new Map<string, string>();
  for (let from = 0; from < codes.length; from += MOST) {
    const found = await find({ code: codes.slice(from, from + MOST) }, store);
    for (const { code, root } of found) roots.set(code, root);
  }
  return roots;
}

async function find(
  where: Readonly<Record<string, readonly string[]>>,
  { documents }: Pick<Store, 'documents'>,
): Promise<KnownCode[]> {
  const found = await documents.find('code', { where, limit: MOST });
  return found.flatMap(({ data }) => {
    const parsed = KnownCode.safeParse(data);
    return parsed.success ? [parsed.data] : [];
  });
}
