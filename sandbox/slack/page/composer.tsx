import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { completions } from './completions.ts';
import { usePage } from './context.ts';
import { Icon } from './icons.tsx';
import { Offers } from './offers.tsx';

interface ComposerProps {
  channel: string;
  thread?: string;
  label: string;
}

/** Where a person writes: a message, or a slash command with completion. Enter sends, Shift+Enter breaks the line, ↑ brings the last text back. */
export function Composer({ channel, thread, label }: ComposerProps) {
  const { state } = usePage();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { busy, last, send } = useSending({ channel, thread, setText });
  const offers = completions(text, state);
  useEffect(() => {
    if (thread) box.current?.focus();
  }, [thread]);

  function write(next: string) {
    setText(next);
    setChosen(0);
    box.current?.focus();
  }

  function onKey(event: KeyboardEvent) {
    const offer = offers[chosen]?.text;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Tab' && !event.shiftKey && offer) write(offer);
    else if (move && offers.length > 0) setChosen((chosen + move + offers.length) % offers.length);
    else if (event.key === 'ArrowUp' && text === '' && last) write(last);
    else if (event.key === 'Escape' && text !== '') write('');
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(text);
    else return;
    event.preventDefault();
  }

  const listId = `offers-${thread ?? 'channel'}`;
  return (
    <div className="composer">
      {offers.length > 0 && <Offers id={listId} offers={offers} chosen={chosen} take={write} />}
      <textarea
        ref={box}
        id={thread ? undefined : 'composer'}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        placeholder={label}
        aria-label={label}
        aria-controls={offers.length > 0 ? listId : undefined}
        aria-activedescendant={offers.length > 0 ? `${listId}-${chosen}` : undefined}
        onChange={({ target }) => write(target.value)}
        onKeyDown={onKey}
      />
      <button
        type="button"
        className="send"
        onClick={() => send(text)}
        disabled={!text.trim() || busy}
        aria-label="Send"
      >
        {busy ? <span className="spinner" /> : <Icon name="send" />}
      </button>
    </div>
  );
}

interface Sending {
  channel: string;
  thread: string | undefined;
  setText(text: string): void;
}

/** Says it or asks it; what could not be sent comes back into the box. */
function useSending({ channel, thread, setText }: Sending) {
  const { act } = usePage();
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState('');
  async function send(text: string) {
    const said = text.trim();
    if (!said || busy) return;
    setLast(said);
    setText('');
    const isCommand = said.startsWith('/');
    setBusy(isCommand);
    const place = { channel, ...(thread && { thread_ts: thread }) };
    const { error } = await act(isCommand ? 'command' : 'message', { ...place, text: said });
    setBusy(false);
    if (error) setText(said);
  }
  return { busy, last, send };
}
