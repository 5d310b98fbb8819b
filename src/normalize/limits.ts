/** UTF-16 units of a message that are kept. CloudWatch ends at 1 MB an event; only a longer line is cut, and then says how long it was. */
export const MESSAGE = 1_048_576;
/** What text formats look at; a header stands at the start of a line. JSON is parsed up to `MESSAGE`. */
export const HEAD = 65_536;
export const STACK_TRACE = 32_766;
/** Any other field. */
export const FIELD = 1_000;
export const LABELS = 64;
export const LABEL_NAME = 200;
/** Leaves of a JSON line that are looked at, and how deep they may lie; what is deeper is kept as JSON text. */
export const LEAVES = 1_000;
export const DEPTH = 6;
/** One joined stack trace. */
export const JOINED_LINES = 500;
export const JOINED_LENGTH = 262_144;
