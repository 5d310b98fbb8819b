/**
 * Log text is hostile, and no store holds all that a JavaScript string can: U+0000 and halves of surrogate pairs become U+FFFD on their way in,
 * in every driver.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/** JSON text with the same done to every string and key in it: `JSON.stringify` has escaped exactly these, and no backslash stands alone. */
export function cleanJson(value: unknown): string {
  const json = JSON.stringify(value ?? null);
  if (!/\\u(0000|d)/.test(json)) return json;
  return json.replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (found, what) =>
    what.length > 1 ? '\\ufffd' : found,
  );
}
