import type { Option } from '../../page-api.ts';

/** Where the element stands: the server finds it again by this. */
export type Place = { channel: string; ts: string } | { view_id: string };

interface PlainText {
  type: 'plain_text';
  text: string;
}

/** The parts of an element that this page draws; the server has validated it whole. */
export interface ElementSpec {
  type: string;
  action_id: string;
  text?: PlainText;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  placeholder?: PlainText;
  options?: Option[];
  option_groups?: { label: PlainText; options: Option[] }[];
  initial_option?: Option;
  initial_value?: string;
  multiline?: boolean;
  max_length?: number;
  min_query_length?: number;
  accessibility_label?: string;
}

export interface ElementProps {
  element: ElementSpec;
  place: Place;
  blockId: string;
}
