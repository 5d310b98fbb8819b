import type { Channel, Person } from './page-api.ts';

/** The workspace that every start finds: ids never change, so that settings made once stay right. */
export const TEAM = { id: 'T0SANDBOX01', name: 'Sandbox', domain: 'sandbox' } as const;

export const APP = { id: 'A0SYSMON001', bot: 'B0SYSMON001', user: 'U0SYSMON001' } as const;

/** Who says that something failed; no member of the workspace. */
export const SLACKBOT = 'USLACKBOT';

export const ALERTS = 'C0ALERTS001';

const person = (
  id: string,
  name: string,
  real_name: string,
  title: string,
  tz: string,
  color: string,
): Person => ({
  id,
  name,
  real_name,
  title,
  email: `${name}@sandbox.example`,
  tz,
  color,
  is_bot: false,
});

/** The first one is "you" until the page says otherwise. */
export const PEOPLE: readonly [Person, ...Person[]] = [
  person('U0MAYA00001', 'maya', 'Maya Okafor', 'Backend engineer', 'America/New_York', '7c3aed'),
  person('U0JONAS0001', 'jonas', 'Jonas Weber', 'Platform engineer', 'Europe/Berlin', '0f766e'),
  person('U0PRIYA0001', 'priya', 'Priya Raman', 'Engineering manager', 'Asia/Kolkata', 'be185d'),
  person('U0DIEGO0001', 'diego', 'Diego Santos', 'Support engineer', 'America/Sao_Paulo', 'b45309'),
];

const BOT: Person = {
  ...person(APP.user, 'sysmon', 'sysmon', 'App', 'Etc/UTC', '2563eb'),
  is_bot: true,
};

export const MEMBERS: readonly Person[] = [...PEOPLE, BOT];

export const USERGROUPS = [
  {
    id: 'S0ONCALL001',
    handle: 'oncall',
    name: 'On call',
    users: ['U0MAYA00001', 'U0JONAS0001'],
  },
];

const everyone = PEOPLE.map(({ id }) => id);

const channel = (id: string, name: string, topic: string, members: string[]): Channel => ({
  id,
  name,
  topic,
  is_im: false,
  members,
});

/** The app is not in #general: a message there is refused until someone lets it in. */
export const CHANNELS: readonly Channel[] = [
  channel(ALERTS, 'alerts', 'What sysmon finds in the logs of a make-believe shop', [...everyone, APP.user]),
  channel('C0INCIDENTS', 'incidents', 'What we do about it', [...everyone, APP.user]),
  channel('C0GENERAL01', 'general', 'Everything else', everyone),
  ...PEOPLE.map(({ id, name }) => ({
    ...channel(`D${id.slice(1)}`, name, '', [id, APP.user]),
    is_im: true,
    user: id,
  })),
];
