import { styleText } from 'node:util';

/** What a person at the terminal sees of the start: one line a step, with the time it took. */
export interface Steps {
  run<T>(title: string, step: () => Promise<T>): Promise<T>;
  say(line: string): void;
}

const WIDTH = 34;

export function createSteps(out: NodeJS.WriteStream): Steps {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream: out });
  return {
    run: async (title, step) => {
      const start = performance.now();
      if (out.isTTY) out.write(`  ${style('dim', '…')} ${title}`);
      try {
        const result = await step();
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        out.write(
          `${out.isTTY ? '\r' : ''}  ${style('green', '✔')} ${title.padEnd(WIDTH)} ${style('dim', `${seconds} s`)}\n`,
        );
        return result;
      } catch (error) {
        out.write(`${out.isTTY ? '\r' : ''}  ${style('red', '✘')} ${title}\n`);
        throw error;
      }
    },
    say: (line) => out.write(`${line}\n`),
  };
}
