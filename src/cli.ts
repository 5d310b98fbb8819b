import { settingsHere } from './config/here.ts';
import { loadSettings } from './config/settings.ts';
import { ConfigError } from './core/errors.ts';
import { silentLog } from './core/log.ts';
import { systemClock } from './core/time.ts';
import { explain } from './main/process.ts';

interface Command {
  says: string;
  run(args: string[]): Promise<number>;
}

/** Each command loads what it needs when it is called: help and a typo answer at once. */
const COMMANDS: Record<string, Command> = {
  ask: {
    says: 'ask "errors api last 24h"   answers as /sysmon does (--json, --stdin, --parse, --timezone)',
    run: async (args) => {
      const { askCommand } = await import('./cli/ask.ts');
      return askCommand(args, {
        ...process,
        openStore: storeHere,
        clock: systemClock,
        columns: process.stdout.columns,
      });
    },
  },
  backtest: {
    says: 'backtest                    what the rules would have said of the last days (--days, --rule, --json)',
    run: async (args) => {
      const { backtestCommand } = await import('./cli/backtest.ts');
      return backtestCommand(args, { stdout: process.stdout, columns: process.stdout.columns ?? 120 });
    },
  },
  codes: {
    says: 'codes app.log…              gives every line its code (--column, --format, --service, --out)',
    run: async (args) => {
      const { codesCommand } = await import('./cli/codes.ts');
      return codesCommand(args, { ...process, clock: systemClock });
    },
  },
  detect: {
    says: 'detect series.csv…          finds anomalies in files of timestamp,value (--out FOLDER, --json)',
    run: async (args) => {
      const { detectCommand } = await import('./cli/detect.ts');
      return detectCommand(args, process);
    },
  },
  doctor: {
    says: 'doctor                      looks at every system and says what to mend (--json)',
    run: async (args) => {
      const { doctorCommand } = await import('./cli/doctor.ts');
      return doctorCommand(args, process.stdout);
    },
  },
  once: {
    says: 'once                        does all that is due, and ends (--json)',
    run: async (args) => {
      const { onceCommand } = await import('./cli/once.ts');
      return onceCommand(args, process.stdout);
    },
  },
  help: { says: 'help', run: async () => help(process.stdout) },
};

async function storeHere() {
  const { openStore } = await import('./store/open-store.ts');
  const { variables, sources } = await settingsHere();
  const { store } = await loadSettings(variables, sources);
  return openStore(store, { clock: systemClock, log: silentLog });
}

function help(out: NodeJS.WriteStream): number {
  const lines = Object.values(COMMANDS).map(({ says }) => `  npm run sysmon -- ${says}`);
  out.write(`sysmon: monitoring that lives in Slack\n\n  npm start\n${lines.join('\n')}\n`);
  return 0;
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command) return command.run(args);
  throw new ConfigError([`there is no command ${name}; there are: ${Object.keys(COMMANDS).join(', ')}`]);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 2;
}
