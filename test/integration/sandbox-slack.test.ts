import { expect, test } from 'vitest';
import { act, connectApp, openSlack, temporaryFolder } from './sandbox-slack-app.ts';

const text = (value: string) => ({ type: 'plain_text' as const, text: value });
const button = (action_id: string, value = 'A-1') => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, text: text('Acknowledge'), action_id, value }],
});

test('a slash command is answered for the person alone', async () => {
  const slack = await openSlack();
  await connectApp(slack, (app) =>
    app.command('/sysmon', async ({ ack, respond, command }) => {
      await ack();
      await respond(`${command.user_name} in ${command.channel_name} asks: ${command.text}`);
    }),
  );
  const seen = await act(slack, 'command', { text: '/sysmon errors api > 50' });
  expect(seen).toMatchObject({ ok: true, messages: [] });
  expect(seen.ephemeral.map((message) => message.text)).toEqual(['maya in alerts asks: errors api &gt; 50']);
});

test('an acknowledgement may hold the answer', async () => {
  const slack = await openSlack();
  await connectApp(slack, (app) =>
    app.command('/sysmon', ({ ack }) => ack({ response_type: 'in_channel', text: 'all well' })),
  );
  const { messages } = await act(slack, 'command', { text: 'health' });
  expect(messages.map((message) => message.text)).toEqual(['all well']);
});

test('a button updates its message in place', async () => {
  const slack = await openSlack();
  const app = await connectApp(slack, (bolt) =>
    bolt.action('alert.acknowledge', async ({ ack, body, client, action }) => {
      await ack();
      const { channel, message } = body as { channel?: { id: string }; message?: { ts: string } };
      const value = 'value' in action ? action.value : '';
      const place = { channel: channel?.id ?? '', ts: message?.ts ?? '' };
      await client.chat.update({ ...place, text: `${value} acknowledged by <@${body.user.id}>` });
    }),
  );
  const posted = await app.client.chat.postMessage({
    channel: slack.channel,
    text: 'firing',
    blocks: [button('alert.acknowledge')],
  });
  const seen = await act(slack, 'click', { ts: posted.ts, action_id: 'alert.acknowledge' });
  expect(seen.messages).toMatchObject([{ ts: posted.ts, text: 'A-1 acknowledged by <@U0MAYA00001>' }]);
  expect(seen.messages[0]).not.toHaveProperty('blocks');
});

test('a click on an ephemeral answer can replace it', async () => {
  const slack = await openSlack();
  await connectApp(slack, (app) => {
    app.command('/sysmon', ({ ack }) => ack({ text: 'answer', blocks: [button('share')] }));
    app.action('share', async ({ ack, respond }) => {
      await ack();
      await respond({ replace_original: true, text: 'shared' });
    });
  });
  const { ephemeral } = await act(slack, 'command', { text: 'errors' });
  const seen = await act(slack, 'click', { ts: ephemeral[0]?.ts, action_id: 'share' });
  expect(seen.ephemeral).toMatchObject([{ ts: ephemeral[0]?.ts, text: 'shared' }]);
});

test('a modal opens from a shortcut, refuses wrong input twice, then closes', async () => {
  const slack = await openSlack();
  const submitted: unknown[] = [];
  const app = await connectApp(slack, (bolt) => {
    bolt.shortcut('ticket.create', async ({ ack, client, shortcut }) => {
      await ack();
      const quoted = 'message' in shortcut ? (shortcut.message.text ?? '') : '';
      await client.views.open({ trigger_id: shortcut.trigger_id, view: ticketModal(quoted) });
    });
    bolt.view('ticket', async ({ ack, view }) => {
      const { value } = view.state.values.summary?.summary ?? {};
      if (value === 'no')
        return ack({ response_action: 'errors', errors: { summary: 'Too short for Jira' } });
      submitted.push(view.state.values);
      return ack();
    });
  });
  const { ts } = await app.client.chat.postMessage({ channel: slack.channel, text: 'db down' });
  const opened = await act(slack, 'shortcut', { ts, callback_id: 'ticket.create' });
  const view_id = opened.view?.id;
  expect(opened.view?.state.values.summary?.summary?.value).toBe('db down');

  const empty = await act(slack, 'submit', { view_id, values: { summary: '' } });
  expect(empty).toMatchObject({ ok: false, errors: { summary: 'Please complete this required field.' } });
  const refused = await act(slack, 'submit', { view_id, values: { summary: { summary: 'no' } } });
  expect(refused).toMatchObject({ ok: false, errors: { summary: 'Too short for Jira' } });

  const done = await act(slack, 'submit', {
    view_id,
    values: { summary: 'db down', priority: 'high' },
    wait_ms: 50,
  });
  expect(done.ok).toBe(true);
  expect(done).not.toHaveProperty('view');
  expect(submitted).toMatchObject([
    {
      summary: { summary: { type: 'plain_text_input', value: 'db down' } },
      priority: { priority: { selected_option: { value: 'high' } } },
    },
  ]);
});

test('a mention, a direct message and a Home tab reach the app', async () => {
  const slack = await openSlack();
  await connectApp(slack, (app) => {
    app.event(
      'app_mention',
      async ({ say, event }) => void (await say({ text: 'you called', thread_ts: event.ts })),
    );
    app.message('errors', async ({ say }) => void (await say('none')));
    app.event('app_home_opened', async ({ client, event }) => {
      const blocks = [{ type: 'header' as const, text: text('Alerts') }];
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
  });
  const mention = await act(slack, 'message', { text: '@sysmon help' });
  expect(mention.messages.map((message) => message.text)).toEqual(['<@U0SYSMON001> help', 'you called']);
  expect(mention.messages[0]).toMatchObject({ reply_count: 1 });
  const direct = await act(slack, 'message', { channel: 'D0MAYA00001', text: 'errors?' });
  expect(direct.messages.at(-1)?.text).toBe('none');
  const home = await act(slack, 'home', {});
  expect(home.view).toMatchObject({ type: 'home', blocks: [{ type: 'header' }] });
});

test('a file uploaded into a thread is seen there, and only then', async () => {
  const slack = await openSlack();
  const app = await connectApp(slack);
  const { ts } = await app.client.chat.postMessage({ channel: slack.channel, text: 'firing' });
  const file = Buffer.from('time,value\n1,2\n');
  const hidden = await app.client.filesUploadV2({ file, filename: 'private.csv' });
  await app.client.filesUploadV2({
    file,
    filename: 'chart.csv',
    channel_id: slack.channel,
    thread_ts: ts ?? '',
    initial_comment: 'every point',
  });
  const thread = await app.client.conversations.replies({ channel: slack.channel, ts: ts ?? '' });
  const shared = thread.messages?.at(-1);
  expect(shared).toMatchObject({
    text: 'every point',
    thread_ts: ts,
    files: [{ name: 'chart.csv', mimetype: 'text/csv' }],
  });
  const address = shared?.files?.[0]?.url_private ?? '';
  expect(await (await fetch(address)).text()).toBe(String(file));
  const unseen = (hidden.files as { files?: { url_private?: string }[] }[])[0]?.files?.[0]?.url_private ?? '';
  expect((await fetch(unseen)).status).toBe(404);
  const own = await fetch(unseen, { headers: { authorization: `Bearer ${slack.botToken}` } });
  expect(own.status).toBe(200);
});

test('an external select offers what the app says for the typed text', async () => {
  const slack = await openSlack();
  const picked: string[] = [];
  const app = await connectApp(slack, (bolt) => {
    bolt.options('assignee', ({ ack, payload }) =>
      ack({ options: [{ text: text(`${payload.value} Weber`), value: 'account-1' }] }),
    );
    bolt.action({ type: 'block_actions', action_id: 'assignee' }, async ({ ack, action }) => {
      await ack();
      if (action.type === 'external_select') picked.push(action.selected_option?.text.text ?? '');
    });
  });
  const element = { type: 'external_select' as const, action_id: 'assignee', placeholder: text('Who?') };
  const { ts } = await app.client.chat.postMessage({
    channel: slack.channel,
    text: 'who?',
    blocks: [{ type: 'actions', elements: [element] }],
  });
  const place = { ts, action_id: 'assignee' };
  expect(await act(slack, 'click', { ...place, value: 'account-1' })).toMatchObject({
    ok: false,
    error: 'option_not_found',
  });
  expect(await act(slack, 'options', { ...place, value: 'Jonas' })).toMatchObject({
    options: [{ value: 'account-1' }],
  });
  await act(slack, 'click', { ...place, value: 'account-1', wait_ms: 0 });
  expect(picked).toEqual(['Jonas Weber']);
});

test('a restart keeps tokens, messages, threads and metadata, and forgets views', async () => {
  const folder = await temporaryFolder();
  const first = await openSlack({ folder });
  const app = await connectApp(first);
  const metadata = { event_type: 'alert', event_payload: { id: 'A-1' } };
  const { ts } = await app.client.chat.postMessage({ channel: first.channel, text: 'firing', metadata });
  await app.client.chat.postMessage({ channel: first.channel, text: 'more', thread_ts: ts ?? '' });
  await app.stop();
  await first.stop();
  const second = await openSlack({ folder });
  expect(second.botToken).toBe(first.botToken);
  const again = await connectApp(second);
  const history = await again.client.conversations.history({
    channel: second.channel,
    include_all_metadata: true,
  });
  expect(history.messages).toMatchObject([{ ts, text: 'firing', metadata, reply_count: 1 }]);
});

function ticketModal(quoted: string) {
  const option = (name: string) => ({ text: text(name), value: name });
  return {
    type: 'modal' as const,
    callback_id: 'ticket',
    title: text('Create ticket'),
    submit: text('Create'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'summary',
        label: text('Summary'),
        element: { type: 'plain_text_input' as const, action_id: 'summary', initial_value: quoted },
      },
      {
        type: 'input' as const,
        block_id: 'priority',
        label: text('Priority'),
        optional: true,
        element: {
          type: 'static_select' as const,
          action_id: 'priority',
          options: ['high', 'low'].map(option),
        },
      },
    ],
  };
}
