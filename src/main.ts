import { refuseFaults } from '../handlers/check.ts';
import { HANDLERS } from '../handlers/index.ts';
import { listen } from '../handlers/listen.ts';
import { followHints } from '../jobs/hints.ts';
import { TIMETABLE } from '../jobs/index.ts';
import { createRunLog } from '../jobs/run-log.ts';
import { keepSchedule } from '../jobs/schedule.ts';
import { refuseJobFaults, startWorkers } from '../jobs/worker.ts';
import { variablesOfArguments } from './config/arguments.ts';
import { environment } from './config/environment.ts';
import { loadSettings, type Settings } from './config/settings.ts';
import { SECOND, systemClock } from './core/time.ts';
import { startHttp } from './http/server.ts';
import { openIntake } from './main/intake.ts';
import { createLog } from './main/logger.ts';
import { handlerContext, jobContext, jobsOf, openParts, type Parts, type World } from './main/parts.ts';
import { createProbes } from './main/probes.ts';
import { type Process, runUntilStopped } from './main/process.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';

export interface Sysmon {
  /** Where `/healthz`, `/readyz` and `/metrics` are. */
  http: string;
  isSlackConnected(): boolean;
  /** Ends what runs, takes nothing new, and leaves nothing behind. */
  stop(): Promise<void>;
}

/** How long a running job may go on when we stop, in milliseconds; then it is told to hurry. */
const GRACE = SECOND;

/** Builds, wires and starts what the role asks for. Rejects, with nothing left running, if it can't. */
export async function startSysmon(settings: Settings, world: World): Promise<Sysmon> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const parts = await openParts(settings, world);
    undo.push(parts.close);
    const context = jobContext(parts, parts.queues.enqueue, world);
    if (settings.role !== 'bot') undo.push(await startJobs(settings, parts, world, context));
    const bot = settings.role === 'worker' ? undefined : await startBot(settings, parts, world);
    if (bot) undo.push(bot.stop);
    const probes = createProbes({ ...parts, clock: world.clock, isSlackConnected: bot?.isConnected });
    const http = await startHttp({
      ...settings.http,
      probes,
      log: world.log,
      intake: openIntake(settings, context),
    });
    undo.push(http.close);
    return { http: http.url, isSlackConnected: () => bot?.isConnected() ?? false, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startJobs(
  settings: Settings,
  parts: Parts,
  world: World,
  context: ReturnType<typeof jobContext>,
): Promise<() => Promise<void>> {
  const { store, broker, queues, sources } = parts;
  const jobs = jobsOf(settings, parts);
  refuseJobFaults(jobs);
  const runs = createRunLog(store.documents, world.clock, world.log);
  const workers = startWorkers(broker, jobs, context, runs);
  const unwatch = await keepSchedule(TIMETABLE, queues, store.documents, world.clock, world.log);
  const unfollow = followHints(sources, queues.enqueue, world.log);
  return async () => {
    unwatch();
    await unfollow();
    await workers.close(GRACE);
  };
}

async function startBot(settings: Settings, parts: Parts, world: World): Promise<SlackApp> {
  refuseFaults(HANDLERS);
  const context = handlerContext(parts, world);
  const bot = createSlackApp({
    settings: settings.slack,
    call: parts.slack.call,
    log: world.log,
    register: (app) => listen(app, HANDLERS, context),
  });
  await bot.start();
  return bot;
}

/** In earnest: `node src/main.ts [--role bot|worker|all]` with its settings in the environment. */
async function start(): Promise<Process> {
  const role = variablesOfArguments(process.argv.slice(2));
  const settings = await loadSettings({ ...environment(), ...role });
  const log = createLog(settings.logLevel);
  const sysmon = await startSysmon(settings, { clock: systemClock, log });
  log.info({ http: sysmon.http, role: settings.role }, 'sysmon runs');
  return sysmon;
}

if (import.meta.main) await runUntilStopped(start);
