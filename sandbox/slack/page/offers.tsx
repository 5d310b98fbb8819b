interface OffersProps {
  id: string;
  offers: { text: string; hint: string }[];
  chosen: number;
  take(text: string): void;
}

/** What could be meant, over the box. */
export function Offers({ id, offers, chosen, take }: OffersProps) {
  return (
    <div className="offers">
      <div id={id} role="listbox" aria-label="Suggestions">
        {offers.map(({ text, hint }, index) => (
          <button
            key={text}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => take(text)}
          >
            <code>{text}</code> <small>{hint}</small>
          </button>
        ))}
      </div>
      <small className="keys">
        <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Tab</kbd> complete <kbd>Enter</kbd> send
      </small>
    </div>
  );
}
