/** A rule of the domain says no. A value, not an exception: it is shown to the person who asked. */
export interface Refusal {
  refused: string;
}

export function refusal(reason: string): Refusal {
  return { refused: reason };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
