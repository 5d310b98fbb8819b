import { UpstreamError } from '../../core/errors.ts';
import { isTokenRefused } from '../aws/fault.ts';

/** Page after page of an answer. Throws `UpstreamError` after more than `most` of them, or where AWS has forgotten where we were. */
export async function* pagesOf<P extends { NextToken?: string | undefined }>(
  most: number,
  ask: (token: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  let token: string | undefined;
  for (let pages = 0; pages < most; pages++) {
    const page = await ask(token).catch((error) => {
      if (!token || !isTokenRefused(error)) throw error;
      throw new UpstreamError('AWS_PAGING', 'AWS has forgotten a page token', { cause: error });
    });
    yield page;
    token = page.NextToken;
    if (!token) return;
  }
  throw new UpstreamError('AWS_PAGING', `AWS answers with more than ${most} pages`);
}
