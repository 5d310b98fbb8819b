import { z } from 'zod';
import { sharedFile } from '../files/file-store.ts';
import { slackError } from '../slack-error.ts';
import type { StoredFile } from '../workspace/entries.ts';
import { json } from './arguments.ts';
import { method } from './method.ts';
import { joinedChannel } from './places.ts';
import { wireFile } from './wire.ts';

const getUploadUrl = method(
  'files.getUploadURLExternal',
  4,
  z.object({
    filename: z.string().min(1),
    length: z.coerce.number().int().min(1),
    alt_txt: z.string().optional(),
    alt_text: z.string().optional(),
  }),
  async ({ filename, length, alt_txt, alt_text }, context, { user }) => {
    const alt = alt_txt ?? alt_text;
    const file = await context.files.promise({
      name: filename,
      size: length,
      user,
      ...(alt !== undefined && { alt_txt: alt }),
    });
    return { upload_url: `${context.origin()}/upload/${file.id}`, file_id: file.id };
  },
);

const Complete = z.object({
  files: json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
  channel_id: z.string().optional(),
  channels: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().default(''),
});

const completeUpload = method(
  'files.completeUploadExternal',
  4,
  Complete,
  async ({ files, channel_id, channels, thread_ts, initial_comment }, context, caller) => {
    const reference = channel_id ?? channels;
    const place = reference === undefined ? undefined : joinedChannel(context, reference, caller);
    const completed: StoredFile[] = [];
    for (const { id, title } of files)
      completed.push(await context.files.complete(context.files.get(id), title));
    if (place) {
      const thread = thread_ts === undefined ? {} : { thread_ts };
      const message = await context.messages.post({
        channel: place.id,
        user: caller.user,
        text: initial_comment,
        files: completed.map(sharedFile),
        ...thread,
      });
      for (const file of completed) await context.files.share(file, place.id, message.ts);
    }
    return { files: completed.map(({ id }) => wireFile(context, context.files.get(id))) };
  },
);

const info = method('files.info', 4, z.object({ file: z.string() }), ({ file }, context) => {
  const found = context.files.get(file);
  if (found.state !== 'complete') throw slackError('file_not_found');
  return { file: wireFile(context, found), comments: [], response_metadata: { next_cursor: '' } };
});

export const FILES = [getUploadUrl, completeUpload, info];
