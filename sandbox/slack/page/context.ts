import { createContext, useContext } from 'react';
import type { ActResult, PageState } from '../page-api.ts';

export interface Page {
  state: PageState;
  /** The time zone of the person of this page. */
  zone: string;
  /** Does something as the person of this page; what went wrong is shown. */
  act(what: string, body: object): Promise<ActResult>;
  openThread(channel: string, ts: string): void;
  theme: 'light' | 'dark';
}

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('usePage outside of a PageProvider');
  return page;
}
