import odata, { type FilterOption, type ODataBinds, type ODataOptions } from '@balena/odata-parser';
import { z } from 'zod';
import { ApiError } from './api-error.ts';

/** A row with what it is linked to in it, as lists. */
export type Row = Record<string, unknown>;

const RowOf = z.record(z.string(), z.unknown());
const Path = z.object({ name: z.string(), property: z.object({ name: z.string() }).optional() });
const Bind = z.object({ bind: z.number() });
const Lambda = z.object({
  name: z.string(),
  lambda: z.object({ method: z.literal('any'), identifier: z.string(), expression: z.unknown() }),
});
const Operation = z.tuple([z.string()], z.unknown());

export interface Question {
  resource: string;
  /** The rows of the answer. */
  of(rows: readonly Row[]): Row[];
}

/** Understands an OData question as Pine does, in the part of OData that the SDK sends; anything else is a 400. */
export function questionIn(url: string): Question {
  const { tree, binds } = parsed(url);
  const { resource, key, options = {} } = tree;
  const { $filter, $skip, $top } = options;
  const conditions = [...keyConditions(key, binds), ...($filter ? [condition($filter, binds)] : [])];
  const number = (operand: unknown) => Number(operandOf(operand, binds)({}));
  const first = $skip === undefined ? 0 : number($skip);
  const last = $top === undefined ? Number.POSITIVE_INFINITY : first + number($top);
  return {
    resource,
    of: (rows) => {
      const found = rows.filter((row) => conditions.every((holds) => holds(row)));
      return ordered(found, options)
        .slice(first, last)
        .map((row) => projected(row, options));
    },
  };
}

function parsed(url: string): ReturnType<typeof odata.parse> {
  try {
    return odata.parse(decodeURIComponent(url));
  } catch (error) {
    throw new ApiError(400, `Malformed url: ${error instanceof Error ? error.message : url}`);
  }
}

/** `device(5)` and `device(uuid='5f…')`. */
function keyConditions(key: unknown, binds: ODataBinds): Condition[] {
  if (key === undefined) return [];
  const names = Bind.safeParse(key).success ? { id: key } : RowOf.parse(key);
  return Object.entries(names).map(([name, operand]) => {
    const value = operandOf(operand, binds);
    return (row) => fieldOf(row, name) === value(row);
  });
}

type Condition = (row: Row) => boolean;

/** What `any` names `a` is looked at as a row that is called so: `a/slug` is its field. */
function condition(filter: FilterOption, binds: ODataBinds): Condition {
  const lambda = Lambda.safeParse(filter);
  if (lambda.success) {
    const { name, lambda: each } = lambda.data;
    const holds = condition(each.expression, binds);
    return (row) => linksOf(row, name).some((linked) => holds({ [each.identifier]: linked }));
  }
  const [operator, ...operands] = Operation.parse(filter);
  if (operator === 'and' || operator === 'or') {
    const parts = operands.map((operand) => condition(operand, binds));
    return operator === 'and'
      ? (row) => parts.every((part) => part(row))
      : (row) => parts.some((part) => part(row));
  }
  const compare = COMPARISONS[operator];
  if (!compare) throw new ApiError(400, `Operator not supported: ${operator}`);
  const [left, right] = operands.map((operand) => operandOf(operand, binds));
  return (row) => compare(left?.(row), right?.(row));
}

const COMPARISONS: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  eqany: (left, right) => Array.isArray(right) && right.some(([, value]) => value === left),
  gt: (left, right) => left !== null && amount(left) > amount(right),
  lt: (left, right) => left !== null && amount(left) < amount(right),
};

/** Times are compared as times. */
function amount(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number(value);
}

function operandOf(operand: unknown, binds: ODataBinds): (row: Row) => unknown {
  const bind = Bind.safeParse(operand);
  if (bind.success) return () => binds[bind.data.bind]?.[1];
  const { name, property } = Path.parse(operand);
  return (row) => {
    const value = fieldOf(row, name);
    return property ? fieldOf(RowOf.parse(value), property.name) : value;
  };
}

function linksOf(row: Row, name: string): Row[] {
  return z.array(RowOf).parse(fieldOf(row, name));
}

function fieldOf(row: Row, name: string): unknown {
  if (name in row) return row[name];
  throw new ApiError(400, `Could not match field: ${name}`);
}

function ordered(rows: Row[], { $orderby }: ODataOptions): Row[] {
  const [by] = $orderby?.properties ?? [];
  if (!by) return rows;
  const sign = by.order === 'desc' ? -1 : 1;
  const key = (row: Row) => fieldOf(row, by.name);
  return rows.sort((one, other) =>
    String(key(one)) === String(key(other)) ? 0 : sign * (isBefore(key(one), key(other)) ? -1 : 1),
  );
}

function isBefore(one: unknown, other: unknown): boolean {
  return typeof one === 'number' ? one < Number(other) : String(one) < String(other);
}

/** Only what was selected or expanded; all that is no link where nothing was. */
function projected(row: Row, { $select, $expand }: ODataOptions): Row {
  const names =
    $select && $select !== '*'
      ? $select.properties.map(({ name }) => name)
      : Object.keys(row).filter((name) => !Array.isArray(row[name]));
  const fields = names.map((name) => [name, fieldOf(row, name)]);
  const links = ($expand?.properties ?? []).map(({ name, options }) => {
    return [name, linksOf(row, name).map((one) => projected(one, options ?? {}))];
  });
  return Object.fromEntries([...fields, ...links]);
}
