import { refused } from '../jira-error.ts';
import { type Token, tokensOf } from './tokens.ts';

export type Clause =
  | { type: 'and' | 'or'; clauses: Clause[] }
  | { type: 'not'; clause: Clause }
  | { type: 'test'; field: string; operator: Operator; values: string[] };
type Operator =
  | '='
  | '!='
  | '~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | 'is empty'
  | 'is not empty';

export interface Query {
  where: Clause | undefined;
  order: { field: string; descending: boolean }[];
}

/** JQL as far as this Jira knows it: fields, `=`, `!=`, `~`, comparisons, `in`, `is empty`, AND, OR, NOT, brackets, ORDER BY. */
export function parseJql(jql: string): Query {
  const reader = read(tokensOf(jql));
  const where = reader.ended() || reader.isWord('order') ? undefined : anyOf(reader);
  const order = reader.takeWord('order') ? orderOf(reader) : [];
  if (!reader.ended()) throw reader.unexpected();
  return { where, order };
}

type Reader = ReturnType<typeof read>;

function read(tokens: Token[]) {
  let at = 0;
  const isWord = (...words: string[]) =>
    words.every((word, index) => {
      const token = tokens[at + index];
      return token?.kind === 'word' && token.text.toLowerCase() === word;
    });
  const isSymbol = (symbol: string) => tokens[at]?.kind === 'symbol' && tokens[at]?.text === symbol;
  return {
    ended: () => at >= tokens.length,
    isWord,
    takeWord: (...words: string[]) => {
      const there = isWord(...words);
      if (there) at += words.length;
      return there;
    },
    takeSymbol: (symbol: string) => {
      const there = isSymbol(symbol);
      if (there) at += 1;
      return there;
    },
    /** The next word or string. */
    value: () => {
      const token = tokens[at];
      if (!token || token.kind === 'symbol') throw unexpected();
      at += 1;
      return token.text;
    },
    unexpected,
  };

  function unexpected() {
    const token = tokens[at];
    const got = token ? `got '${token.text}'` : 'the query ended';
    return refused(`Error in the JQL Query: Expecting something else but ${got}.`);
  }
}

function anyOf(reader: Reader): Clause {
  const clauses = [allOf(reader)];
  while (reader.takeWord('or')) clauses.push(allOf(reader));
  return joined('or', clauses);
}

function allOf(reader: Reader): Clause {
  const clauses = [one(reader)];
  while (reader.takeWord('and')) clauses.push(one(reader));
  return joined('and', clauses);
}

function joined(type: 'and' | 'or', clauses: Clause[]): Clause {
  const [first] = clauses;
  return first && clauses.length === 1 ? first : { type, clauses };
}

function one(reader: Reader): Clause {
  if (reader.takeWord('not')) return { type: 'not', clause: one(reader) };
  if (!reader.takeSymbol('(')) return test(reader);
  const clause = anyOf(reader);
  if (!reader.takeSymbol(')')) throw reader.unexpected();
  return clause;
}

const COMPARISONS = ['!=', '!~', '<=', '>=', '=', '~', '<', '>'] as const;

function test(reader: Reader): Clause {
  const field = reader.value();
  const make = (operator: Operator, values: string[] = []): Clause => ({
    type: 'test',
    field,
    operator,
    values,
  });
  if (reader.takeWord('is', 'not', 'empty')) return make('is not empty');
  if (reader.takeWord('is', 'empty')) return make('is empty');
  if (reader.takeWord('not', 'in')) return make('not in', list(reader));
  if (reader.takeWord('in')) return make('in', list(reader));
  const operator = COMPARISONS.find((symbol) => reader.takeSymbol(symbol));
  if (!operator) throw reader.unexpected();
  return make(operator, [reader.value()]);
}

function list(reader: Reader): string[] {
  if (!reader.takeSymbol('(')) throw reader.unexpected();
  const values = [reader.value()];
  while (reader.takeSymbol(',')) values.push(reader.value());
  if (!reader.takeSymbol(')')) throw reader.unexpected();
  return values;
}

function orderOf(reader: Reader): Query['order'] {
  if (!reader.takeWord('by')) throw reader.unexpected();
  const order: Query['order'] = [];
  do {
    const field = reader.value();
    const descending = reader.takeWord('desc');
    if (!descending) reader.takeWord('asc');
    order.push({ field, descending });
  } while (reader.takeSymbol(','));
  return order;
}
