import { ActionButton } from './action-button.tsx';
import { ActionSelect } from './action-select.tsx';
import { Overflow } from './overflow.tsx';
import type { ElementProps } from './spec.ts';

/** An element that acts at once, in a message or a home view. */
export function Element(props: ElementProps) {
  switch (props.element.type) {
    case 'button':
      return <ActionButton {...props} />;
    case 'static_select':
      return <ActionSelect {...props} />;
    case 'overflow':
      return <Overflow {...props} />;
    default:
      return <span className="unsupported">({props.element.type} is not drawn on this page)</span>;
  }
}
