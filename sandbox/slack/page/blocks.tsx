import type { Block } from '../page-api.ts';
import { DisplayBlocks } from './display-block.tsx';
import { Element } from './elements/element.tsx';
import type { ElementSpec, Place } from './elements/spec.ts';

/** Blocks in order. What people act on is drawn here, what they only read by the library: runs of those in one piece. */
export function Blocks({ blocks, place }: { blocks: readonly Block[]; place: Place }) {
  return (
    <div className="blocks">
      {runs(blocks).map((run) =>
        Array.isArray(run) ? (
          <DisplayBlocks key={run[0]?.block_id} blocks={run} />
        ) : (
          <ActiveBlock key={run.block_id} block={run} place={place} />
        ),
      )}
    </div>
  );
}

function runs(blocks: readonly Block[]): (Block | Block[])[] {
  const out: (Block | Block[])[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (isActive(block)) out.push(block);
    else if (Array.isArray(last)) last.push(block);
    else out.push([block]);
  }
  return out;
}

function isActive(block: Block): boolean {
  if (block.type === 'actions') return true;
  const { accessory } = block as Block & { accessory?: ElementSpec };
  return block.type === 'section' && accessory !== undefined && accessory.type !== 'image';
}

function ActiveBlock({ block, place }: { block: Block; place: Place }) {
  if (block.type === 'actions') {
    const { elements } = block as Block & { elements: ElementSpec[] };
    return (
      <div className="actions">
        {elements.map((element) => (
          <Element key={element.action_id} element={element} place={place} blockId={block.block_id} />
        ))}
      </div>
    );
  }
  const { accessory, ...text } = block as Block & { accessory: ElementSpec };
  return (
    <div className="with-accessory">
      <DisplayBlocks blocks={[text]} />
      <Element element={accessory} place={place} blockId={block.block_id} />
    </div>
  );
}
