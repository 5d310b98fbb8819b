/** Runs work one after another for each name, and work of different names at once. */
export type InTurn = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const done = before.then(work);
    const settled = done.catch(() => undefined);
    last.set(name, settled);
    await settled;
    if (last.get(name) === settled) last.delete(name);
    return done;
  };
}
