const STATEMENT =
  /(?:select [^;]{1,400}? from |insert into [\w."`]|update [\w."`]{1,100} set |delete from [\w."`]|(?:create|alter|drop) (?:unique |temp(?:orary)? )?(?:table|index|view|sequence|database|schema) )/iy;
/** How statements begin, as pairs of characters: a look at two characters spares most tokens the pattern. */
const BEGINNINGS = new Set(['se', 'in', 'up', 'de', 'cr', 'al', 'dr'].map((letters) => pairAt(letters, 0)));

/** Whether an SQL statement begins at `index`: it is data, whatever its words are. */
export function isStatementAt(text: string, index: number): boolean {
  if (!BEGINNINGS.has(pairAt(text, index))) return false;
  STATEMENT.lastIndex = index;
  return STATEMENT.test(text);
}

/** Two characters as a number, letters in lower case. */
function pairAt(text: string, index: number): number {
  return ((text.charCodeAt(index) | 32) << 16) | (text.charCodeAt(index + 1) | 32);
}
