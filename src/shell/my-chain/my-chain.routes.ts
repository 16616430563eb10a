import { on } from '#platform/http/routes.ts';
import { composeMyChain } from './compose-chain.ts';
import { readMyChain } from './my-chain.contract.ts';

export const myChainRoutes = [on(readMyChain, composeMyChain)];
