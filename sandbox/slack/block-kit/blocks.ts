import { z } from 'zod';
import { DataVisualization } from './chart.ts';
import { elementsOf } from './elements.ts';
import { Actions, AlertNotice, Context, Divider, Header, Image, Input, Markdown, Section } from './layout.ts';
import { problem, problemsOf } from './problems.ts';
import { RichText } from './rich-text.ts';
import { Table } from './table.ts';

const EVERYWHERE = [Section, Header, Divider, Context, Actions, Image, Input, RichText] as const;

/** What each surface takes, and how many. */
const SURFACES = {
  message: {
    block: z.discriminatedUnion('type', [...EVERYWHERE, Markdown, Table, DataVisualization]),
    max: 50,
  },
  modal: { block: z.discriminatedUnion('type', [...EVERYWHERE, AlertNotice]), max: 100 },
  home: { block: z.discriminatedUnion('type', [...EVERYWHERE]), max: 100 },
} as const;
export type Surface = keyof typeof SURFACES;

export type TypedBlock = { type: string } & Record<string, unknown>;
const TypedBlocks = z.array(z.looseObject({ type: z.string() }));

export type Checked = { blocks: TypedBlock[] } | { problems: string[] };

/** All that is wrong with the blocks of a surface; `root` is where they are in the request, e.g. `/blocks`. */
export function checkBlocks(input: unknown, surface: Surface, root: string): Checked {
  const { block, max } = SURFACES[surface];
  const parsed = z.array(block).max(max).safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, root) };
  const blocks = TypedBlocks.parse(input);
  const problems = duplicates(blocks, root);
  return problems.length > 0 ? { problems } : { blocks };
}

function duplicates(blocks: readonly TypedBlock[], root: string): string[] {
  const ids = blocks.map(({ block_id }) => block_id);
  const inBlocks = repeated(ids).map(([index, id]) =>
    problem(`\`block_id\` "${id}" already exists`, root, [index, 'block_id']),
  );
  const inElements = blocks.flatMap((block, index) => {
    const actions = elementsOf(block).map(({ action_id }) => action_id);
    return repeated(actions).map(([, id]) => problem(`\`action_id\` "${id}" already exists`, root, [index]));
  });
  return [...inBlocks, ...inElements];
}

function repeated(ids: readonly unknown[]): [number, string][] {
  return ids.flatMap((id, index): [number, string][] =>
    typeof id === 'string' && ids.indexOf(id) < index ? [[index, id]] : [],
  );
}
