/** Rooms and what each may import: the arrows of docs/architecture, and no others. */
const MAY_IMPORT = {
  core: [],
  elastic: ['core'],
  config: ['core', 'sources', 'store', 'detect'],
  http: ['core'],
  sources: ['core', 'elastic'],
  normalize: ['core'],
  store: ['core', 'elastic'],
  detect: ['core'],
  aggregate: ['core', 'store'],
  alerts: ['core', 'store', 'detect'],
  ask: ['core', 'store', 'alerts'],
  slack: ['core', 'store', 'alerts'],
  jira: ['core', 'store', 'alerts'],
};

const rooms = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `${room}-imports-only-${['itself', ...allowed].join('-')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^(src|jobs|handlers|sandbox|test|bench)/',
    pathNot: [room, ...allowed].map((name) => `^src/${name}/`),
  },
}));

// swc reads the sources: dependency-cruiser 18 knows no compiler newer than TypeScript 6.
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...rooms,
    {
      name: 'handlers-never-import-jobs',
      severity: 'error',
      from: { path: '^handlers/' },
      to: { path: '^(jobs|sandbox|test)/' },
    },
    {
      name: 'jobs-never-import-handlers',
      severity: 'error',
      from: { path: '^jobs/' },
      to: { path: '^(handlers|sandbox|test)/' },
    },
    {
      name: 'src-knows-no-sandbox',
      severity: 'error',
      from: { path: '^(src|jobs|handlers)/' },
      to: { path: '^(sandbox|test|bench)/' },
    },
    {
      name: 'only-main-knows-all',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|cli)(\\.ts|/)' },
      to: { path: '^(jobs|handlers)/' },
    },
    {
      name: 'product-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^(src|jobs|handlers)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
