import { z } from 'zod';
import { checkBlocks, type TypedBlock } from './blocks.ts';
import { problem, problemsOf } from './problems.ts';
import { plainText } from './text.ts';

/** Slack refuses a view above this many bytes of JSON with `view_too_large`. */
export const MAX_VIEW_BYTES = 250 * 1024;

const common = {
  blocks: z.array(z.unknown()),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
};
const Label = plainText(24);

const ViewRequest = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: Label,
    submit: Label.optional(),
    close: Label.optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
]);
type ViewRequest = z.infer<typeof ViewRequest>;

export type CheckedView = { view: ViewRequest; blocks: TypedBlock[] } | { problems: string[] };

/** All that is wrong with a modal or a Home tab. */
export function checkView(input: unknown): CheckedView {
  const parsed = ViewRequest.safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, '/view') };
  const view = parsed.data;
  const checked = checkBlocks(view.blocks, view.type, '/view/blocks');
  if ('problems' in checked) return checked;
  const asks = checked.blocks.some(({ type }) => type === 'input');
  if (view.type === 'modal' && asks && !view.submit)
    return { problems: [problem('missing required field: submit', '/view')] };
  return { view, blocks: checked.blocks };
}
