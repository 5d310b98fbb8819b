import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { SlackError } from '../slack-error.ts';
import { click } from './click.ts';
import { closeView } from './close.ts';
import { typeCommand } from './command.ts';
import { openHome } from './home.ts';
import { say } from './message.ts';
import { suggest } from './options.ts';
import { type Acted, perform } from './perform.ts';
import { react } from './reaction.ts';
import * as requests from './requests.ts';
import type { Screen } from './screen.ts';
import { changeSettings } from './settings.ts';
import { useShortcut } from './shortcut.ts';
import { submit } from './submit.ts';

type Act<R> = (context: SlackContext, request: R, screen: Screen) => Promise<Acted>;

/** The hand of a person: `POST /act/*`, as `page-api.ts` describes. */
export function actRoutes(server: FastifyInstance, context: SlackContext): void {
  const route = <R>(name: string, schema: z.ZodType<R>, run: (request: R) => Promise<object> | object) => {
    server.post(`/act/${name}`, async (request, reply) => {
      const parsed = schema.safeParse(request.body);
      if (parsed.success) return run(parsed.data);
      const messages = parsed.error.issues.map(
        ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
      );
      return reply.code(400).send({ ok: false, error: 'invalid_arguments', messages });
    });
  };
  const person = <R extends { user: string; wait_ms?: number | undefined }>(
    name: string,
    schema: z.ZodType<R>,
    act: Act<R>,
  ) => route(name, schema, (request) => perform(context, request, (screen) => act(context, request, screen)));

  person('command', requests.CommandRequest, typeCommand);
  person('message', requests.MessageRequest, say);
  person('click', requests.ClickRequest, click);
  person('shortcut', requests.ShortcutRequest, useShortcut);
  person('submit', requests.SubmitRequest, submit);
  person('close', requests.CloseRequest, closeView);
  person('home', requests.HomeRequest, (_context, { user }) => openHome(context, user));
  person('reaction', requests.ReactionRequest, react);
  route('options', requests.OptionsRequest, (request) => suggest(context, request).catch(refused));
  route('settings', requests.SettingsRequest, (request) => changeSettings(context, request));
}

function refused(error: unknown): object {
  if (error instanceof SlackError) return { ok: false, error: error.code };
  throw error;
}
