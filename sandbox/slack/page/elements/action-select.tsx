import { emojify } from '../emoji.ts';
import type { ElementProps } from './spec.ts';
import { useClick } from './use-click.ts';

/** The browser's own menu: it works with keyboard, screen reader and thumb. */
export function ActionSelect(props: ElementProps) {
  const { busy, click } = useClick(props);
  const { options = [], placeholder, initial_option: initial } = props.element;
  return (
    <select
      className="button"
      value={initial?.value ?? ''}
      disabled={busy}
      aria-label={placeholder?.text ?? 'Choose'}
      onChange={({ target }) => click(target.value)}
    >
      {!initial && <option value="">{busy ? 'Working…' : emojify(placeholder?.text ?? 'Choose…')}</option>}
      {options.map(({ text, value }) => (
        <option key={value} value={value}>
          {emojify(text.text)}
        </option>
      ))}
    </select>
  );
}
