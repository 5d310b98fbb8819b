import pLimit from 'p-limit';
import type { Answer } from '../../core/answer.ts';
import type { LogEvent } from '../../core/event.ts';
import type { Question } from '../../core/question.ts';
import { codeFamily } from './code-family.ts';
import { column } from './count-table.ts';
import type { AnswerDeps } from './deps.ts';
import { selectionOf } from './selection.ts';
import { talliesOf, totalOf } from './tallies.ts';
import { countWords, oneLine, timeWords } from './words.ts';

const AT_ONCE = 5;
const SAMPLE = 120;

/** The most frequent codes: how often, when last, and the newest line of each. */
export async function codeTable(
  question: Question,
  deps: AnswerDeps,
  most: number,
): Promise<NonNullable<Answer['table']>> {
  const tallies = await talliesOf(question, deps, ['event.code', 'service.name']);
  const shown = tallies.slice(0, most);
  const inTurn = pLimit(AT_ONCE);
  const samples = await Promise.all(shown.map(({ key }) => inTurn(() => newestOf(question, key, deps))));
  const rows = shown.map((tally, place) => {
    const [code = '', service = ''] = tally.key;
    const sample = samples[place];
    return [
      code,
      service,
      countWords(totalOf(tally)),
      lastSeen(sample, deps),
      oneLine(sample?.message ?? '', SAMPLE),
    ];
  });
  const columns = [
    column('code'),
    column('service'),
    column('count', 'right'),
    column('last seen'),
    column('newest line'),
  ];
  return { columns, rows, more: tallies.length - shown.length };
}

async function newestOf(
  question: Question,
  [code = '', service = '']: readonly string[],
  { store }: AnswerDeps,
): Promise<LogEvent | undefined> {
  const { events } = selectionOf(question, []);
  const { codes } = await codeFamily([code], store);
  const where = { ...events.where, 'event.code': codes, 'service.name': [service] };
  const [newest] = await store.events.find({ ...events, where, window: question.time }, 1);
  return newest;
}

function lastSeen(sample: LogEvent | undefined, { clock, timezone }: AnswerDeps): string {
  return sample ? timeWords(sample['@timestamp'], clock.now(), timezone) : '–';
}
