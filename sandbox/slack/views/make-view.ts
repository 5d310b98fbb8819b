import { withIds } from '../block-kit/elements.ts';
import { checkView, MAX_VIEW_BYTES } from '../block-kit/view.ts';
import type { Ids } from '../ids.ts';
import type { View } from '../page-api.ts';
import { invalidArguments, slackError } from '../slack-error.ts';
import { APP, TEAM } from '../world.ts';
import { stateOf } from './state.ts';

/**
 * A view as Slack keeps it, made of what the app sent; throws what Slack would answer to a wrong one. An updated view stays where it was
 * (`before`) and keeps what the person has filled in.
 */
export function makeView(input: unknown, ids: Ids, before?: View): View {
  if (Buffer.byteLength(JSON.stringify(input) ?? '') > MAX_VIEW_BYTES) throw slackError('view_too_large');
  const checked = checkView(input);
  if ('problems' in checked) throw invalidArguments(checked.problems);
  const { view } = checked;
  const modal = view.type === 'modal' ? view : undefined;
  const blocks = withIds(checked.blocks, ids.short);
  const id = before?.id ?? ids.next('V');
  return {
    id,
    team_id: TEAM.id,
    type: view.type,
    blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: stateOf(blocks, before?.state.values) },
    hash: `${ids.secret(4)}.${ids.short()}`,
    title: labelOf(modal?.title) ?? { type: 'plain_text', text: '' },
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    close: labelOf(modal?.close),
    submit: labelOf(modal?.submit),
    previous_view_id: before?.previous_view_id ?? null,
    root_view_id: before?.root_view_id ?? id,
    app_id: APP.id,
    external_id: view.external_id ?? '',
    app_installed_team_id: TEAM.id,
    bot_id: APP.bot,
  };
}

function labelOf(label: { text: string; emoji?: boolean | undefined } | undefined): View['submit'] {
  return label ? { type: 'plain_text', text: label.text, emoji: label.emoji ?? true } : null;
}
