import type { Command, Question, Understanding } from '../core/question.ts';

interface Time {
  from: number;
  to: number;
}

/** What was understood, as one JSON object: `question`, `command` with `args`, or `error` with perhaps a `suggestion`. Times are ISO. */
export function parsedJson(understood: Understanding): object {
  switch (understood.kind) {
    case 'question':
      return { question: questionJson(understood.question) };
    case 'command':
      return commandJson(understood.command);
    case 'unclear': {
      const { error, suggestion } = understood.unclear;
      return { error, ...(suggestion && { suggestion: questionJson(suggestion) }) };
    }
  }
}

export function questionJson({ time, ...question }: Question): object {
  return { ...question, time: isoTime(time) };
}

function commandJson({ name, ...args }: Command): object {
  return { command: name, args: 'time' in args ? { ...args, time: isoTime(args.time) } : args };
}

function isoTime({ from, to }: Time) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
