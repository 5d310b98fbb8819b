import { z } from 'zod';

const Text = z.string().optional().catch(undefined);
const Count = z.number().int().optional().catch(undefined);
const Frame = z.object({
  function: Text,
  classname: Text,
  filename: Text,
  abs_path: Text,
  line: z.object({ number: Count, column: Count }).optional().catch(undefined),
});

/** The innermost frames tell where it happened. */
const MOST = 50;

/** Frames as a stack trace is written; undefined where there are none. */
export function stackTrace(head: string, frames: readonly unknown[]): string | undefined {
  const lines = frames.slice(0, MOST).flatMap((frame) => {
    const { data } = Frame.safeParse(frame);
    return data ? [`    at ${frameText(data)}`] : [];
  });
  return lines.length > 0 ? [head, ...lines].join('\n') : undefined;
}

function frameText({
  function: name,
  classname,
  filename,
  abs_path: path,
  line,
}: z.infer<typeof Frame>): string {
  const called = [classname, name].filter(Boolean).join('.') || '<anonymous>';
  const place = [filename ?? path ?? classname ?? '<unknown>', line?.number, line?.column];
  return `${called} (${place.filter((part) => part !== undefined).join(':')})`;
}
