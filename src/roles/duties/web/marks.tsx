import { useMessages } from '#shell/web/messages.ts';
import { type Shade, StateTag } from '#shell/web/panel.tsx';
import type { Strength, Trust } from '#standards/packs/packs.schema.ts';
import { dutyWords } from './duty-words.ts';

const shades: Record<Trust, Shade> = {
  V1: 'good',
  V2: 'info',
  L: 'neutral',
  A: 'neutral',
  P: 'warn',
  M: 'warn',
};

/** How far a statement can be trusted, in two words; the reason is in its title. */
export function TrustMark({ status }: { status: Trust }) {
  const t = useMessages(dutyWords);
  return (
    <span title={t.trustHint[status]}>
      <StateTag shade={shades[status]}>{t.trust[status]}</StateTag>
    </span>
  );
}

/** How strictly something is asked for. */
export function StrengthMark({ strength }: { strength: Strength }) {
  const t = useMessages(dutyWords);
  return (
    <span title={t.strengthHint[strength]}>
      <StateTag shade={strength === 'hard' ? 'brand' : 'neutral'}>{t.strength[strength]}</StateTag>
    </span>
  );
}

/** By whose hand it is done: in person, by somebody it may be given to, or by somebody it should be handed down to. */
export function HandsMark({ hands }: { hands: keyof typeof dutyWords.zh.hands }) {
  const t = useMessages(dutyWords);
  return <StateTag shade={hands === 'own' ? 'info' : 'neutral'}>{t.hands[hands]}</StateTag>;
}
