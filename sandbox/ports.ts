import { createServer } from 'node:net';

/** The port that people are used to, if nobody has it just now, else 0: any free one. A port that was asked for by name is taken as it is. */
export async function choosePort(asked: string | undefined, usual: number): Promise<number> {
  if (asked !== undefined) return Number(asked);
  return (await isFree(usual)) ? usual : 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
