import { useEffect, useState } from 'react';
import type { Option } from '../../page-api.ts';
import { usePage } from '../context.ts';
import { loadOptions } from '../server.ts';
import type { FieldProps } from './spec.ts';

const PAUSE = 250;

/** A choice whose options the app looks up for what the person types. */
export function ExternalSelect({ element, id, viewId, blockId, value, onChange }: FieldProps) {
  const { state } = usePage();
  const [query, setQuery] = useState(element.initial_option?.text.text ?? '');
  const [options, setOptions] = useState<Option[] | undefined>();

  useEffect(() => {
    const enough = query.length >= (element.min_query_length ?? 3);
    if (value || !enough) return setOptions(undefined);
    const timer = setTimeout(async () => {
      const place = { view_id: viewId, block_id: blockId, action_id: element.action_id };
      setOptions(await loadOptions({ user: state.you, ...place, value: query }));
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [query, value, viewId, blockId, element, state.you]);

  return (
    <div className="external-select">
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={options !== undefined}
        autoComplete="off"
        value={query}
        placeholder={element.placeholder?.text ?? 'Type to search'}
        onChange={({ target }) => {
          setQuery(target.value);
          onChange('');
        }}
      />
      {options && (
        <div className="menu-items" role="listbox">
          {options.length === 0 && <small>Nothing found</small>}
          {options.map((option) => (
            <button
              key={option.value}
              type="button"
              role="option"
              aria-selected={option.value === value}
              onClick={() => {
                setQuery(option.text.text);
                setOptions(undefined);
                onChange(option.value);
              }}
            >
              {option.text.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
