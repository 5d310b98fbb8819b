import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second in /proc: 100 on every Linux there is (`getconf CLK_TCK`). */
const TICKS = 100;

interface ProcessStat {
  pid: number;
  parent: number;
  /** Seconds of processor time, its own and that of its children that have ended. */
  own: number;
  ended: number;
}

/** A process and all that descend from it: seconds of processor time so far. Linux only: it reads /proc. */
export async function processorSeconds(pid: number): Promise<number> {
  return (await family(pid)).reduce((total, { own, ended }) => total + own + ended, 0);
}

/** Of one process, without its children. */
export async function ownProcessorSeconds(pid: number): Promise<number> {
  return (await statOf(pid))?.own ?? 0;
}

/** Resident bytes of a process and its descendants, with a page that several share counted once (`Pss`). */
export async function residentBytes(pid: number): Promise<number> {
  const members = await family(pid);
  const sizes = await Promise.all(members.map((member) => proportionalBytes(member.pid)));
  return sizes.reduce((total, size) => total + size, 0);
}

/** Resident bytes of one process, without its children. */
export async function ownResidentBytes(pid: number): Promise<number> {
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmRSS') * 1024;
}

async function proportionalBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return kilobytes(text, 'Pss') * 1024;
}

function kilobytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}

async function family(pid: number): Promise<ProcessStat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(statOf))).filter((stat) => stat !== undefined);
  const children = Map.groupBy(all, ({ parent }) => parent);
  const members = all.filter((stat) => stat.pid === pid);
  for (const member of members) members.push(...(children.get(member.pid) ?? []));
  return members;
}

/** The name in brackets may hold spaces, so fields are counted after it: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function statOf(pid: number): Promise<ProcessStat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return { pid, parent, own: (user + system) / TICKS, ended: (endedUser + endedSystem) / TICKS };
}
