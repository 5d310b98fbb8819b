const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Verbs that start a command. */
export const MUTE_VERBS = words('mute snooze silence quiet hush');
export const UNMUTE_VERBS = words('unmute unsnooze unsilence');
export const ACK_VERBS = words('ack acknowledge');
export const RESOLVE_VERBS = words('resolve close');
export const MAKE_VERBS = words('create open make file raise new add start');
export const WATCH_VERBS = words('alert notify warn ping page inform alarm tell know message rule');
export const TICKET_NOUNS = words('ticket issue jira bug');

/** What people may want, and sysmon never does: it reads, tells and mutes. */
export const FORBIDDEN_VERBS = words(
  'delete drop remove erase purge truncate wipe clear reset restart reboot stop kill shutdown terminate deploy rollback revert scale fix run execute exec start install update upgrade change insert alter disable enable configure assign ssh curl sudo rm send email',
);

/** Words of the commands, which are never slips of other words. */
export const COMMAND_WORDS: readonly string[] = [
  MUTE_VERBS,
  UNMUTE_VERBS,
  ACK_VERBS,
  RESOLVE_VERBS,
  MAKE_VERBS,
  WATCH_VERBS,
  TICKET_NOUNS,
  FORBIDDEN_VERBS,
  words('audit when whenever forever indefinitely exceeds exceed above below until'),
].flatMap((set) => [...set]);
