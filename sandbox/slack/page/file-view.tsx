import { useRef } from 'react';
import type { SharedFile } from '../page-api.ts';
import { Icon } from './icons.tsx';

/** A file; a picture is shown, and large when it is clicked. */
export function FileView({ file }: { file: SharedFile }) {
  const { name, title, mimetype, url_private: url, alt_txt: alt } = file;
  const large = useRef<HTMLDialogElement>(null);
  if (!mimetype.startsWith('image/')) return <a href={url}>{title || name}</a>;
  const description = alt || title || name;
  return (
    <figure className="file">
      <figcaption>{title || name}</figcaption>
      <button type="button" aria-label={`Enlarge: ${description}`} onClick={() => large.current?.showModal()}>
        <img src={url} alt={description} loading="lazy" />
      </button>
      <dialog ref={large} className="large" aria-label={description}>
        <form method="dialog">
          <button type="submit" aria-label="Close">
            <Icon name="close" />
          </button>
          <a href={url} target="_blank" rel="noreferrer">
            <img src={url} alt={description} loading="lazy" />
          </a>
        </form>
      </dialog>
    </figure>
  );
}
