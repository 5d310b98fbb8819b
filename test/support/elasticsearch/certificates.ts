import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificates {
  /** Of the authority, in PEM. */
  authority: string;
  /** SHA-256 of the authority's certificate. */
  fingerprint: string;
  /** Of a server at 127.0.0.1, signed by the authority, and the authority's after it. */
  chain: string;
  key: string;
}

/** An authority and a server's certificate for one test run, by openssl. */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-certificates-'));
  const openssl = (command: string) => run('openssl', command.split(' '), { cwd: folder });
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  try {
    const make = 'req -newkey rsa:2048 -nodes';
    await openssl(`${make} -x509 -days 2 -subj /CN=authority -keyout authority.key -out authority.pem`);
    await openssl(`${make} -subj /CN=server -keyout server.key -out server.csr`);
    await writeFile(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
    await openssl(
      'x509 -req -days 2 -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -extfile names -out server.pem',
    );
    const authority = await read('authority.pem');
    return {
      authority,
      fingerprint: new X509Certificate(authority).fingerprint256,
      chain: (await read('server.pem')) + authority,
      key: await read('server.key'),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
