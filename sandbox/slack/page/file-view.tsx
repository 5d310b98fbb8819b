import type { SharedFile } from '../page-api.ts';

export function FileView({ file }: { file: SharedFile }) {
  const { name, title, mimetype, url_private: url, alt_txt: alt } = file;
  if (!mimetype.startsWith('image/')) return <a href={url}>{title || name}</a>;
  return (
    <figure className="file">
      <figcaption>{title || name}</figcaption>
      <a href={url} target="_blank" rel="noreferrer">
        <img src={url} alt={alt ?? title} loading="lazy" />
      </a>
    </figure>
  );
}
