import type { Block } from '../../page-api.ts';
import type { ElementSpec } from '../elements/spec.ts';

export type InputSpec = Block & {
  type: 'input';
  label: { text: string };
  hint?: { text: string };
  optional?: boolean;
  element: ElementSpec;
};

export interface FieldProps {
  element: ElementSpec;
  id: string;
  viewId: string;
  blockId: string;
  value: string;
  invalid: boolean;
  onChange(value: string): void;
}
