import type { ModalView } from '@slack/types';
import { CALLBACKS } from '../actions.ts';
import { section } from '../blocks.ts';
import { escapeText } from '../text.ts';

export const REASON = 'reason';

/** For ever needs a reason: whoever finds the silence later should know why. */
export function muteForm(alertId: string, title: string): ModalView {
  return {
    type: 'modal',
    callback_id: CALLBACKS.muteForm,
    private_metadata: alertId,
    title: { type: 'plain_text', text: 'Mute forever' },
    submit: { type: 'plain_text', text: 'Mute' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      section(`*${escapeText(title, 500)}* will post no message until somebody unmutes it.`),
      {
        type: 'input',
        block_id: REASON,
        label: { type: 'plain_text', text: 'Why?' },
        element: { type: 'plain_text_input', action_id: REASON, min_length: 3, max_length: 300 },
      },
    ],
  };
}
