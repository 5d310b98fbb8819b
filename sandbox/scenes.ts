/** Something that happens so many milliseconds after a story begins. */
export interface Scene {
  after: number;
  play(at: number): void;
}

export interface Staging {
  now(): number;
  /** When the story is told the first time, and how long after its beginning it is told again. */
  first: number;
  again: number;
}

/** Plays scenes, which are in order, again and again until stopped: one timer at a time. */
export function playScenes(scenes: readonly Scene[], { now, first, again }: Staging): () => void {
  let timer: NodeJS.Timeout | undefined;
  function wait(turn: number): void {
    const scene = scenes[turn % scenes.length];
    if (!scene) return;
    const round = Math.floor(turn / scenes.length);
    const play = () => {
      scene.play(now());
      wait(turn + 1);
    };
    timer = setTimeout(play, Math.max(first + round * again + scene.after - now(), 0));
    timer.unref();
  }
  wait(0);
  return () => clearTimeout(timer);
}
