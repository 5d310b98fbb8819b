import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { View } from '../page-api.ts';
import { Blocks } from './blocks.tsx';
import { usePage } from './context.ts';
import { emojify } from './emoji.ts';
import { Icon } from './icons.tsx';
import { initialValues } from './inputs/initial-values.ts';
import { InputField } from './inputs/input-field.tsx';
import type { InputSpec } from './inputs/spec.ts';
import { useFocusReturn } from './use-focus-return.ts';

/** The view on top of the stack, as a dialog: Escape and the X close it, Enter in a line submits it. */
export function Modal({ view }: { view: View }) {
  const { act } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState(() => initialValues(view));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  useFocusReturn();
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await act('submit', { view_id: view.id, values: filled(values) });
    setErrors(result.errors ?? {});
    setBusy(false);
  }

  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-label={view.title.text}
      onCancel={(event) => {
        event.preventDefault();
        act('close', { view_id: view.id });
      }}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2>{emojify(view.title.text)}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            onClick={() => act('close', { view_id: view.id, all: true })}
          >
            <Icon name="close" />
          </button>
        </header>
        <div className="fields">
          {view.blocks.map((block) =>
            block.type === 'input' ? (
              <InputField
                key={block.block_id}
                block={block as InputSpec}
                viewId={view.id}
                value={values[block.block_id]}
                error={errors[block.block_id]}
                onChange={(value) => setValues({ ...values, [block.block_id]: value })}
              />
            ) : (
              <Blocks key={block.block_id} blocks={[block]} place={{ view_id: view.id }} />
            ),
          )}
        </div>
        <footer>
          <button type="button" className="button" onClick={() => act('close', { view_id: view.id })}>
            {view.close?.text ?? 'Cancel'}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" disabled={busy} aria-busy={busy}>
              {emojify(view.submit.text)} {busy && <span className="spinner" />}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** What was left empty is nothing, not an empty choice. */
function filled(values: Record<string, string>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value === '' ? null : value]));
}
