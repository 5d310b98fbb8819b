export { createCodeBook } from './codes/book.ts';
export { isContinuation } from './join/continuation.ts';
export { createJoiner, joinLines } from './join/joiner.ts';
export { createNormalizer, type NormalizerOptions } from './normalize.ts';
export { createRedactor } from './redact/redact.ts';
