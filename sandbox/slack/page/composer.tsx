import { type KeyboardEvent, useRef, useState } from 'react';
import { completions } from './completions.ts';
import { usePage } from './context.ts';

/** Where a person writes: a message, or a slash command with completion. Enter sends, Shift+Enter breaks the line, ↑ brings the last text back. */
export function Composer({ channel, thread, label }: { channel: string; thread?: string; label: string }) {
  const { state, act } = usePage();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [busy, setBusy] = useState(false);
  const last = useRef('');
  const box = useRef<HTMLTextAreaElement>(null);
  const offers = completions(text, state);

  async function send() {
    const said = text.trim();
    if (!said || busy) return;
    last.current = said;
    setText('');
    setBusy(true);
    const what = said.startsWith('/') ? 'command' : 'message';
    await act(what, { channel, text: said, ...(thread && { thread_ts: thread }) });
    setBusy(false);
    box.current?.focus();
  }

  function take(offer: string) {
    setText(offer);
    setChosen(0);
    box.current?.focus();
  }

  function onKey(event: KeyboardEvent) {
    const offer = offers[chosen]?.text;
    const isMove = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (event.key === 'Tab' && offer) take(offer);
    else if (isMove && offers.length > 0)
      setChosen(wrapped(chosen + (event.key === 'ArrowDown' ? 1 : -1), offers.length));
    else if (event.key === 'ArrowUp' && text === '') setText(last.current);
    else if (event.key === 'Escape') setText('');
    else if (event.key === 'Enter' && !event.shiftKey) send();
    else return;
    event.preventDefault();
  }

  return (
    <div className="composer">
      {offers.length > 0 && <Offers offers={offers} chosen={chosen} take={take} />}
      <textarea
        ref={box}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        placeholder={label}
        aria-label={label}
        onChange={({ target }) => {
          setText(target.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <button type="button" className="send" onClick={send} disabled={!text.trim() || busy} aria-label="Send">
        {busy ? <span className="spinner" /> : '➤'}
      </button>
    </div>
  );
}

function Offers({
  offers,
  chosen,
  take,
}: {
  offers: { text: string; hint: string }[];
  chosen: number;
  take(text: string): void;
}) {
  return (
    <div className="offers" role="listbox" aria-label="Suggestions">
      {offers.map(({ text, hint }, index) => (
        <button
          key={text}
          type="button"
          role="option"
          aria-selected={index === chosen}
          onClick={() => take(text)}
        >
          <code>{text}</code> <small>{hint}</small>
        </button>
      ))}
      <small className="keys">↑↓ choose · Tab complete · Enter send</small>
    </div>
  );
}

function wrapped(index: number, length: number): number {
  return (index + length) % length;
}
