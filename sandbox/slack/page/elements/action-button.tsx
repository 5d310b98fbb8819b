import { emojify } from '../emoji.ts';
import type { ElementProps } from './spec.ts';
import { useClick } from './use-click.ts';

export function ActionButton(props: ElementProps) {
  const { busy, click } = useClick(props);
  const { text, style, url, value, accessibility_label: label } = props.element;
  const press = () => {
    if (url) window.open(url, '_blank', 'noopener');
    click(value);
  };
  return (
    <button
      type="button"
      className={`button ${style ?? ''}`}
      aria-busy={busy}
      aria-disabled={busy}
      aria-label={label}
      onClick={press}
    >
      <span>{emojify(text?.text ?? '')}</span>
      {busy && <span className="spinner" role="status" aria-label="Working" />}
    </button>
  );
}
