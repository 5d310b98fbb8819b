export { type CodeBookOptions, createCodeBook } from './codes/book.ts';
export { isContinuation } from './join/continuation.ts';
export { createJoiner, type Joiner, type JoinOptions, joinLines } from './join/joiner.ts';
export { createNormalizer, type NormalizerOptions } from './normalize.ts';
export type { CodeBook, Coded, Normalizer } from './normalizer.ts';
export { createRedactor, type Redactor } from './redact/redact.ts';
export { routeOf } from './route.ts';
