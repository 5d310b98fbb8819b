import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { variablesOfArguments } from '../src/config/arguments.ts';
import { environment, named } from '../src/config/environment.ts';
import { removeRunFile, variablesOf, writeRunFile } from '../src/config/run-file.ts';
import { loadSettings } from '../src/config/settings.ts';
import { systemClock } from '../src/core/time.ts';
import { createLog } from '../src/main/logger.ts';
import { type Process, runUntilStopped } from '../src/main/process.ts';
import { startSysmon } from '../src/main.ts';
import { openDataFolder } from './data-folder.ts';
import { choosePort } from './ports.ts';
import { createSteps } from './steps.ts';
import { startSystems } from './systems.ts';

const HTTP_PORT = 4401;

/**
 * `npm start [-- --role bot|worker|all]`: every outside system that the settings do not name runs here, and sysmon is started with their addresses
 * as its settings. Stops all of it, whatever happens on the way.
 */
async function start(): Promise<Process> {
  const variables = { ...environment(), ...variablesOfArguments(process.argv.slice(2)) };
  const folder = resolve(variables.SYSMON_FOLDER ?? '.sysmon');
  await openDataFolder(folder);
  const log = createLog(variables.LOG_LEVEL ?? 'info', join(folder, 'sysmon.log'));
  const steps = createSteps(process.stdout);
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    steps.say('\nsysmon, with a sandbox for all that is not set up\n');
    const options = { variables, named: named(variables), folder, clock: systemClock, log, steps };
    const systems = await startSystems(options, undo);
    await systems.play();
    const http = String(await choosePort(variables.HTTP_PORT, HTTP_PORT));
    const settings = await loadSettings(
      {
        HTTP_HOST: '127.0.0.1',
        INTAKE_TOKENS: `sandbox:${randomBytes(16).toString('hex')}`,
        ...variables,
        ...variablesOf(systems.running),
        HTTP_PORT: http,
      },
      systems.sources,
    );
    const sysmon = await steps.run('sysmon', () => startSysmon(settings, { clock: systemClock, log }));
    undo.push(() => sysmon.stop());
    const [sender] = settings.intake.senders;
    if (sender) systems.send({ url: sysmon.http, token: sender.token });
    await writeRunFile(folder, {
      ...systems.running,
      pid: process.pid,
      http: sysmon.http,
      database: settings.store.kind === 'postgres' ? settings.store.url : (variables.DATABASE_URL ?? ''),
      elasticsearch: settings.store.kind === 'elasticsearch' ? (settings.store.url ?? null) : null,
      sources: systems.sources,
    });
    undo.push(() => removeRunFile(folder));
    for (const line of welcome(systems.running.page, systems.running.jira?.host)) steps.say(line);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function welcome(page: string | null, jira: string | undefined): string[] {
  return [
    '',
    page
      ? `  Open ${page} and watch #alerts: something goes wrong within a minute.`
      : '  Watch your alerts channel in Slack.',
    ...(page ? ['  There, type /sysmon errors api last 24h'] : []),
    ...(jira ? [`  Tickets are at ${jira}/browse`] : []),
    '  In another terminal: npm run sysmon -- ask "top codes today"',
    '',
    '  Ctrl-C stops everything; the next start goes on from here.',
    '',
  ];
}

await runUntilStopped(start);
