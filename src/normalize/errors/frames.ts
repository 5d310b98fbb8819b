/** How one language prints a frame, and which frames are not the application's own. */
interface Language {
  frame: RegExp;
  /** Frames of the runtime and of libraries. */
  foreign: RegExp;
  /** The frame that threw is the last one. */
  newestLast: boolean;
}

const LANGUAGES: readonly Language[] = [
  {
    // Java: `\tat com.example.Orders.total(Orders.java:12)`
    frame:
      /^\s+at (?:[\w.-]{1,100}\/{1,2})?(?<name>[\w$.<>]{1,300})\((?:[\w$-]{1,200}\.(?:java|kt|scala|groovy|clj)(?::\d+)?|Native Method|Unknown Source)\)/,
    foreign:
      /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|scala|org\.(?:springframework|apache|hibernate|eclipse|jboss)|io\.netty)\./,
    newestLast: false,
  },
  {
    // Node.js: `    at total (/app/src/orders.js:12:5)`, `    at async file:///app/src/orders.js:12:5`
    frame: /^\s+at (?:async )?(?:(?<name>[^(\n]{1,200}) \()?(?<file>[^()\n]{1,500}):\d+:\d+\)?$/,
    foreign: /^node:|[\\/]node_modules[\\/]|^internal[\\/]|<anonymous>/,
    newestLast: false,
  },
  {
    // Python: `  File "/app/orders.py", line 12, in total`
    frame: /^ {2,}File "(?<file>[^"\n]{1,500})", line \d+(?:, in (?<name>[^\n]{1,200}))?/,
    foreign:
      /[\\/](?:site-packages|dist-packages)[\\/]|[\\/]lib[\\/]python\d|^<frozen|[\\/]var[\\/]runtime[\\/]/,
    newestLast: true,
  },
  {
    // Go: `main.(*Orders).total(0x0, 0x1)`
    frame: /^(?<name>[\w./*()-]{1,300}\.[\w.*()[\]-]{1,200})\([^\n]{0,300}\)$/,
    foreign: /^(?:runtime|net\/http|reflect|sync|syscall|testing|internal\/[\w/]+|panic)[.(/]/,
    newestLast: false,
  },
];

type Groups = Partial<Record<string, string>>;

const LINES = 500;
const LINE_LENGTH = 1_000;

/**
 * The frame of the application's own code that is nearest to the fault, as it is the same after a new release: function and file, without
 * line numbers and without the folders a deployment adds. The nearest frame of all where none is the application's own.
 */
export function ownFrame(trace: string): string | undefined {
  const lines = trace.split('\n', LINES).map((line) => line.slice(0, LINE_LENGTH).trimEnd());
  for (const { frame, foreign, newestLast } of LANGUAGES) {
    const frames: Groups[] = lines.flatMap((line) => frame.exec(line)?.groups ?? ([] as Groups[]));
    if (newestLast) frames.reverse();
    const own = frames.find(({ name, file }) => !foreign.test(file ?? name ?? '')) ?? frames[0];
    if (own) return frameName(own);
  }
  return undefined;
}

function frameName({ name, file }: Groups): string {
  const place = file
    ?.replace(/^file:\/\//, '')
    .split(/[\\/]/)
    .slice(-2)
    .join('/');
  return [name?.replace(/^new /, '').replace(/\(\)$/, ''), place && `(${place})`].filter(Boolean).join(' ');
}
