import { useParam } from '#shell/web/location.ts';
import { OwnHand } from './own-hand.tsx';

/** The own-hand view of the branch in the address. */
export default function OneOwnHandPage() {
  return <OwnHand id={useParam('id')} linked />;
}
