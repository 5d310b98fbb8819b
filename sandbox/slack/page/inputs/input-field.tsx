import { emojify } from '../emoji.ts';
import { ExternalSelect } from './external-select.tsx';
import type { FieldProps, InputSpec } from './spec.ts';

interface InputFieldProps {
  block: InputSpec;
  viewId: string;
  value: string | undefined;
  error: string | undefined;
  onChange(value: string): void;
}

export function InputField({ block, viewId, value = '', error, onChange }: InputFieldProps) {
  const { block_id: blockId, label, hint, optional, element } = block;
  const id = `input-${blockId}`;
  return (
    <div className="field">
      <label htmlFor={id}>
        {emojify(label.text)} {optional && <small>(optional)</small>}
      </label>
      <Field {...{ element, id, viewId, blockId, value, onChange }} invalid={error !== undefined} />
      {error && (
        <p className="error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && <small>{emojify(hint.text)}</small>}
    </div>
  );
}

function Field(props: FieldProps) {
  const { element, id, value, invalid, onChange } = props;
  const common = {
    id,
    value,
    'aria-invalid': invalid,
    ...(invalid && { 'aria-describedby': `${id}-error` }),
  };
  const change = ({ target }: { target: { value: string } }) => onChange(target.value);
  if (element.type === 'external_select') return <ExternalSelect {...props} />;
  if (element.type === 'static_select') {
    return (
      <select {...common} onChange={change}>
        {!element.initial_option && <option value="">{element.placeholder?.text ?? 'Choose…'}</option>}
        {element.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {emojify(option.text.text)}
          </option>
        ))}
      </select>
    );
  }
  const placeholder = element.placeholder?.text;
  if (element.multiline) return <textarea {...common} rows={6} placeholder={placeholder} onChange={change} />;
  return <input {...common} type="text" placeholder={placeholder} onChange={change} autoComplete="off" />;
}
