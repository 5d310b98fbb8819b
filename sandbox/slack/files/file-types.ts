const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  json: 'application/json',
  log: 'text/plain',
  txt: 'text/plain',
  pdf: 'application/pdf',
};

/** By the ending of its name; what is not listed is offered as a download. SVG is one of these: it could carry a script. */
export function typeOf(extension: string): { mimetype: string; filetype: string } {
  const filetype = extension.slice(1).toLowerCase();
  return { mimetype: TYPES[filetype] ?? 'application/octet-stream', filetype: filetype || 'binary' };
}
