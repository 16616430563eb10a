import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { FusionLinkView } from '../fusion.contract.ts';
import css from './fusion.module.css';

const m = messages({
  zh: {
    proposed: (who: string, day: string) => `${who} ${day}提出`,
    confirmed: (who: string, day: string) => `${who} ${day}确认`,
  },
  en: {
    proposed: (who, day) => `proposed by ${who}, ${day}`,
    confirmed: (who, day) => `confirmed by ${who}, ${day}`,
  },
});

/** Whose word a link stands on: who confirmed it, or who proposed it while nobody has; and what was remarked. */
export function LinkSaid({ link }: { link: FusionLinkView }) {
  const t = useMessages(m);
  return (
    <>
      <span className={css['quiet']}>
        {link.confirmedBy && link.confirmedOn
          ? t.confirmed(link.confirmedBy, formatDay(link.confirmedOn))
          : t.proposed(link.proposedBy, formatDay(link.proposedOn))}
      </span>
      {link.note && <span className={css['quiet']}>{link.note}</span>}
    </>
  );
}
