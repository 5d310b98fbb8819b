import type { Bench } from '../bench.ts';
import { clicksTable, labelledTable } from './labelled.ts';
import { nabTable } from './nab.ts';
import { shapesTable } from './shapes.ts';
import { openShared } from './shared.ts';
import { speedTable } from './speed.ts';

/** What is found on public labelled series, with a plain baseline beside it, and what it costs. Fails where the data is not there. */
export const detect: Bench = {
  name: 'detect',
  title: 'anomalies in labelled series, one fixed configuration, no look-ahead',
  async run({ say }) {
    const shared = await openShared();
    say('labelled production series');
    const labelled = [labelledTable(shared), clicksTable(shared)];
    say('NAB');
    const nab = nabTable(shared);
    say('speed');
    return [...labelled, nab, shapesTable(), speedTable(shared)];
  },
};
