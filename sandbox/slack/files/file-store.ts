import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Clock, SECOND } from '../../../src/core/time.ts';
import type { Ids } from '../ids.ts';
import type { SharedFile } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import type { StoredFile } from '../workspace/entries.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { typeOf } from './file-types.ts';

/** Slack works on an image for about this long before a block may show it. */
const PROCESSING = 0.3 * SECOND;

export interface FileStore {
  /** Announces an upload; the file does not exist for anyone yet. */
  promise(upload: { name: string; size: number; user: string; alt_txt?: string }): Promise<StoredFile>;
  /** Throws `file_not_found`. */
  get(id: string): StoredFile;
  receive(file: StoredFile, bytes: Buffer): Promise<void>;
  /** Ends an upload; throws `file_not_found` where its bytes never came. */
  complete(file: StoredFile, title: string | undefined): Promise<StoredFile>;
  share(file: StoredFile, channel: string, ts: string): Promise<void>;
  isReady(file: StoredFile): boolean;
  read(file: StoredFile): Promise<Buffer>;
}

export function createFileStore(folder: string, workspace: Workspace, clock: Clock, ids: Ids): FileStore {
  const path = (file: StoredFile) => join(folder, file.id);
  const save = async (file: StoredFile) => {
    await workspace.save({ kind: 'file', file });
    return file;
  };
  return {
    promise: ({ name, size, user, alt_txt }) => {
      const described = describe(ids.next('F'), name, size, user, Math.floor(clock.now() / SECOND));
      const rest = { shares: [], readyAt: 0, state: 'promised' as const };
      return save({ ...described, ...(alt_txt !== undefined && { alt_txt }), ...rest });
    },
    get: (id) => {
      const found = workspace.records.files.get(id);
      if (!found) throw slackError('file_not_found');
      return found;
    },
    receive: async (file, bytes) => {
      await mkdir(folder, { recursive: true });
      await writeFile(path(file), bytes);
      await save({ ...file, state: 'uploaded', size: bytes.length });
    },
    complete: (file, title) => {
      if (file.state === 'promised') throw slackError('file_not_found');
      return save({
        ...file,
        title: title ?? file.title,
        state: 'complete',
        readyAt: clock.now() + PROCESSING,
      });
    },
    share: async (file, channel, ts) => {
      await save({ ...file, shares: [...file.shares, { channel, ts }] });
    },
    isReady: (file) => file.state === 'complete' && clock.now() >= file.readyAt,
    read: (file) => readFile(path(file)),
  };
}

function describe(id: string, name: string, size: number, user: string, created: number): SharedFile {
  const { mimetype, filetype } = typeOf(extname(name));
  const address = `/files/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    name,
    title: name,
    mimetype,
    filetype,
    size,
    user,
    created,
    url_private: address,
    permalink: address,
  };
}

/** As much of a file as a message carries. */
export function sharedFile({ shares, readyAt, state, ...shared }: StoredFile): SharedFile {
  return shared;
}
