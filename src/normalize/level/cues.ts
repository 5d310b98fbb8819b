import type { Level } from '../../core/event.ts';

/**
 * What a message without any level gives away, first match wins. The rules are few and general, so that a person can find the same lines with
 * `grep`: a program that says `error:` or dies makes an error; an attempt that failed or was turned away makes a warning.
 */
const CUES: readonly { level: Level; sign: RegExp; for: string }[] = [
  { level: 'fatal', sign: /^(?:fatal|panic)(?: error)?: /i, for: 'sshd, git and Go as they die' },
  { level: 'fatal', sign: /\bkernel panic\b|\bOut of memory: Kill/i, for: 'the kernel' },
  { level: 'error', sign: /^(?:error|err!|npm ERR!)[: ]/, for: 'sshd and command line tools' },
  { level: 'error', sign: /^ORA-\d{5}: /, for: 'Oracle' },
  { level: 'error', sign: /^Traceback \(most recent call last\):/, for: 'Python' },
  { level: 'error', sign: /^(?:Uncaught|Unhandled) |^Exception in thread "/, for: 'Node.js and Java' },
  {
    level: 'error',
    sign: /^(?:[\w$]+[.:]{1,2}){0,12}[A-Z][\w$]{0,80}(?:Error|Exception)(?:: |$|\n)/,
    for: 'an exception',
  },
  { level: 'error', sign: /\bsegfault at\b|\bcore dumped\b/i, for: 'a process that crashed' },
  { level: 'warn', sign: /^(?:warning|warn): /i, for: 'command line tools' },
  { level: 'warn', sign: /^Failed \w|^[\w ]{0,40}authentication failure\b/i, for: 'logins that failed' },
  { level: 'warn', sign: /\bPOSSIBLE BREAK-IN ATTEMPT\b/, for: 'sshd' },
];

/** How far into a message a cue is looked for. */
const LENGTH = 400;

export function cuedLevel(message: string): Level | undefined {
  const head = message.slice(0, LENGTH);
  return CUES.find(({ sign }) => sign.test(head))?.level;
}
