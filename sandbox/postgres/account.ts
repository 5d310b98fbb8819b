import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whom the server runs as: PostgreSQL refuses to run as root. */
export interface Account {
  /** What to put before a command so that it runs as this account. */
  prefix: string[];
  own(path: string): Promise<void>;
}

const OURSELVES: Account = { prefix: [], own: async () => {} };

/**
 * As root, the account `postgres`, or `nobody`, which is always there: no account is added to the machine. A data folder that exists
 * keeps its owner.
 */
export async function chooseAccount(data: string, binary: string): Promise<Account> {
  if (process.getuid?.() !== 0) return OURSELVES;
  const { uid, gid } =
    (await ownerOf(data)) ?? (await accountNamed('postgres')) ?? (await accountNamed('nobody')) ?? NOBODY;
  const open = (await isOpenToAll(dirname(data))) && (await isOpenToAll(binary));
  return {
    prefix: [
      'setpriv',
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      ...(open ? [] : PASS_CLOSED_FOLDERS),
      '--',
    ],
    own: (path) => chown(path, uid, gid),
  };
}

const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Root's own folders (`/root`, or any made under umask 077) are closed to the account. It keeps root's right to walk through them;
 * `no_setuid_fixup` makes access(2), with which PostgreSQL looks for its files, see that right too.
 */
const PASS_CLOSED_FOLDERS = [
  '--securebits=+no_setuid_fixup',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

async function ownerOf(path: string) {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function accountNamed(name: string) {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd) ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}
