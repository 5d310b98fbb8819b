import type { Channel } from '../page-api.ts';
import { usePage } from './context.ts';

/** Where a channel begins, and for a newcomer what there is to do until something happens. */
export function ChannelIntro({ info: { name, is_im, topic, members } }: { info: Channel }) {
  const { state } = usePage();
  const { app } = state;
  const hears = members.includes(app.bot_user);
  return (
    <section className="intro" aria-label="About">
      <h3>{is_im ? app.name : `#${name}`}</h3>
      <p>
        {is_im
          ? `What you write here, ${app.name} alone reads: ask it in your own words.`
          : `This is the very beginning of #${name}. ${topic}.`}
      </p>
      {hears && (
        <p>
          Try <code>/sysmon errors by service today</code>, <code>/sysmon help</code>, or{' '}
          <code>@sysmon alerts</code>.
        </p>
      )}
    </section>
  );
}
