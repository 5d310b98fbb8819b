import type { Bench } from '../bench.ts';
import { accuracyTable } from './accuracy.ts';
import { drain } from './baseline.ts';
import { openShared } from './sets.ts';
import { speedTable } from './speed.ts';

export const codes: Bench = {
  name: 'codes',
  title: 'Error codes on labeled logs, beside drain3',
  run: async ({ say }) => {
    const shared = await openShared();
    say('drain3 on every set');
    const drained = await drain(shared.sets.map(({ messages }) => messages));
    say('sysmon on every set');
    return [accuracyTable(shared, drained), speedTable(shared.sets, drained)];
  },
};
