import { emojify } from '../emoji.ts';
import type { ElementProps } from './spec.ts';
import { useClick } from './use-click.ts';

export function Overflow(props: ElementProps) {
  const { busy, click } = useClick(props);
  return (
    <details className="menu">
      <summary className="button" aria-label="More actions">
        {busy ? <span className="spinner" /> : '⋯'}
      </summary>
      <div className="menu-items">
        {props.element.options?.map(({ text, value }) => (
          <button
            key={value}
            type="button"
            onClick={({ currentTarget }) => {
              currentTarget.closest('details')?.removeAttribute('open');
              click(value);
            }}
          >
            {emojify(text.text)}
          </button>
        ))}
      </div>
    </details>
  );
}
