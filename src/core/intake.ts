import type { RawEvent } from './event.ts';
import type { Point } from './series.ts';
import type { Instant } from './time.ts';

/** A request as far as its head tells. Names of headers are in small letters. */
export interface IntakeHead {
  /** Whose token it carries. */
  sender: string;
  receivedAt: Instant;
  /** Without its parameters; empty where the request names none. */
  contentType: string;
  headers: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, string | undefined>>;
}

export interface IntakeRequest extends IntakeHead {
  /** Inflated. */
  body: Buffer;
  /** Inflates gzip within the limits of this request; throws a `RejectedError` beyond them, or if it is none. */
  inflate(compressed: Buffer): Promise<Buffer>;
  /** Says that decoding takes so many bytes more, until the request is over; throws an `UpstreamError` while there are not so many. */
  reserve(bytes: number): void;
}

/** A part of what a request holds, so small that decoding it holds nobody up. */
export interface IntakePiece {
  events: RawEvent[];
  points: Point[];
  /** How many records can't be understood, and what is wrong with one of them. */
  refused: number;
  fault?: string;
  /** How many records are none that sysmon keeps. */
  ignored: number;
}

/** What became of a request that was stored whole. */
export interface IntakeOutcome {
  stored: number;
  refused: number;
  fault?: string | undefined;
}

/** Why nothing is taken, in HTTP's words. */
export interface IntakeProblem {
  status: 400 | 401 | 413 | 415 | 429 | 500 | 503;
  message: string;
  /** Milliseconds to wait before the same may be sent again. */
  retryAfter?: number;
}

export interface IntakeReply {
  contentType: string;
  body: string | Buffer;
}

/** One way to send things to sysmon: how its bodies are read, and how it wants to be answered. */
export interface IntakeProtocol {
  path: string;
  /** Throws a `RejectedError` for a body that is not of this protocol. */
  read(request: IntakeRequest): AsyncIterable<IntakePiece>;
  accepted(head: IntakeHead, outcome: IntakeOutcome): IntakeReply;
  /** `head` without a sender where its token is not known. */
  refused(head: Omit<IntakeHead, 'sender'>, problem: IntakeProblem): IntakeReply;
}
