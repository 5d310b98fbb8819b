import { type Entry, entry, thing, things } from './entry.ts';

/** Nouns that questions are grouped by. */
export const THING_ENTRIES: readonly Entry[] = [
  entry('services|service names|applications|apps', things('service')),
  entry('service|application|app', thing('service')),
  entry('endpoints|routes|paths|urls', things('endpoint')),
  entry('endpoint|route|path|url', thing('endpoint')),
  entry('hosts|machines|servers|nodes|instances', things('host')),
  entry('host|machine|server|node|instance', thing('host')),
  entry('devices', things('device')),
  entry('device', thing('device')),
  entry('fleets', things('fleet')),
  entry('fleet', thing('fleet')),
  entry('containers', things('container')),
  entry('container', thing('container')),
  entry('pods', things('pod')),
  entry('pod', thing('pod')),
  entry('pages', things('page')),
  entry('page', thing('page')),
  entry('codes|error codes|error code|kinds of errors|types of errors|error types', things('code')),
  entry('code', thing('code')),
  entry('levels|severities|log levels', things('level')),
  entry('level|severity|log level', thing('level')),
  entry('status codes|statuses|http codes|http statuses|response codes|http status codes', things('status')),
  entry('status code|status|http code|http status|response code|status class', thing('status')),
];
