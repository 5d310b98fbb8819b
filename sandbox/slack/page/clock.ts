/** A message's moment (`ts`, Unix seconds), as the clock and the calendar of a time zone show it. */
export function clockTime(ts: string, timeZone: string): string {
  return show(ts, { timeZone, hour: 'numeric', minute: '2-digit' });
}

export function dayOf(ts: string, timeZone: string): string {
  return show(ts, { timeZone, weekday: 'long', month: 'long', day: 'numeric' });
}

export function fullTime(ts: string, timeZone: string): string {
  return show(ts, { timeZone, dateStyle: 'full', timeStyle: 'medium' });
}

function show(ts: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', options).format(new Date(Number(ts) * 1000));
}
