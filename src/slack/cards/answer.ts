import type { Answer } from '../../core/answer.ts';
import type { Chart } from '../../core/chart.ts';
import { ACTIONS } from '../actions.ts';
import {
  actions,
  button,
  type Card,
  type CardBlock,
  context,
  header,
  preformatted,
  section,
  table,
} from '../blocks.ts';
import { always, assemble, optional, type Part } from '../budget.ts';
import { nativeChart } from '../charts/native.ts';
import { sparkline } from '../charts/sparkline.ts';
import { escapeText, moment, oneLine } from '../text.ts';

export interface AnswerCardOptions {
  nativeCharts: boolean;
  /** Only the asker sees it: it can be shared. */
  shareable: boolean;
}

const MAX_VALUE = 2_000;
const MAX_ROWS = 50;
const MAX_LINES = 40;

/** A reply: what was understood, the answer in a sentence, then table, chart and log lines as far as Slack has room. */
export function answerCard(answer: Answer, { nativeCharts, shareable }: AnswerCardOptions): Card {
  const { title, headline, notes, question } = answer;
  return {
    text: escapeText(`${title}: ${headline}`, 1_000),
    blocks: assemble([
      always(header(title)),
      always(section(escapeText(headline || '–', 1_500))),
      ...tablePart(answer.table),
      ...chartPart(answer.chart, nativeCharts),
      ...linesPart(answer.lines),
      ...(notes.length > 0 ? [optional(80, context(...notes.map(note)))] : []),
      optional(20, context(`${moment(question.time.from)} to ${moment(question.time.to)}`)),
      ...buttonsPart(answer, shareable),
    ]),
  };
}

function note(text: string): string {
  return `ℹ️ ${escapeText(text, 600)}`;
}

function tablePart(shown: Answer['table']): Part[] {
  if (!shown || shown.rows.length === 0) return [];
  const { columns, rows, more } = shown;
  const render = (count: number): CardBlock[] => {
    const hidden = more + rows.length - count;
    const rest = hidden > 0 ? [context(`and ${hidden.toLocaleString('en-US')} more`)] : [];
    return count === 0 ? rest : [table(columns, rows.slice(0, count)), ...rest];
  };
  return [{ importance: 60, size: Math.min(rows.length, MAX_ROWS), render }];
}

function chartPart(chart: Chart | undefined, native: boolean): Part[] {
  if (!chart) return [];
  const block = native ? nativeChart(chart) : undefined;
  if (block) return [optional(70, block)];
  const line = sparkline(chart);
  return line ? [optional(70, context(`\`${line}\``))] : [];
}

/** The newest lines stay: they are last. */
function linesPart(lines: Answer['lines']): Part[] {
  if (!lines || lines.length === 0) return [];
  const texts = lines.map(
    ({ time, level, service, code, text }) =>
      `${time} ${level.padEnd(5)} ${service} ${code} ${oneLine(text, 220)}`,
  );
  const render = (count: number): CardBlock[] => {
    const hidden = texts.length - count;
    return [
      ...(hidden > 0 ? [context(`${hidden.toLocaleString('en-US')} earlier lines are not shown`)] : []),
      ...(count > 0 ? [preformatted(texts.slice(-count).join('\n'), 7_000)] : []),
    ];
  };
  return [{ importance: 50, size: Math.min(texts.length, MAX_LINES), render }];
}

function buttonsPart({ question, next }: Answer, shareable: boolean): Part[] {
  const value = JSON.stringify(question);
  const share =
    shareable && value.length <= MAX_VALUE ? [button(ACTIONS.share, 'Share in channel', { value })] : [];
  const follow = next
    .slice(0, 4)
    .map((text, index) => button(ACTIONS.example, text, { value: oneLine(text, 500), index }));
  const buttons = [...share, ...follow];
  return buttons.length === 0 ? [] : [optional(65, actions(buttons))];
}
