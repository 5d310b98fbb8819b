import type { Point } from '../../core/series.ts';
import type { Document } from '../elastic/documents.ts';
import { type Place, placeKey, placeOf } from './fields.ts';

/** One minute of one service, as its documents are read. */
export interface Minute {
  /** False if the document makes no sense: it is left out. */
  add(document: Document): boolean;
  points(): Point[];
}

/** In this order the documents of a minute of a service stand together, so that only one minute is held at a time. */
export const BY_MINUTE = ['service.name', '@timestamp'];

/** A part of what was read; `left` is how many documents made no sense. */
export interface Part {
  points: Point[];
  left: number;
}

/** The points of documents that come by minute, page by page. */
export async function* byMinute(
  pages: AsyncIterable<Document[]>,
  open: (place: Place) => Minute,
  isWanted: (key: string) => boolean,
): AsyncGenerator<Part> {
  let current: { key: string; minute: Minute } | undefined;
  for await (const page of pages) {
    const part: Part = { points: [], left: 0 };
    for (const document of page) {
      const place = placeOf(document);
      const key = place && placeKey(place.named, place.minute);
      if (!key) part.left += 1;
      if (!key || !isWanted(key)) continue;
      if (current?.key !== key) {
        part.points.push(...(current?.minute.points() ?? []));
        current = { key, minute: open(place) };
      }
      if (!current.minute.add(document)) part.left += 1;
    }
    yield part;
  }
  if (current) yield { points: current.minute.points(), left: 0 };
}
