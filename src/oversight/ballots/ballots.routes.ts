import { on, onPublic } from '#platform/http/routes.ts';
import { castBallot, listMyBallots, openBallot, readBallotPass } from './ballots.contract.ts';
import { cast } from './cast-ballot.ts';
import { makeBallotPass, readMyBallots } from './my-ballots.ts';
import { openPaper } from './open-paper.ts';

export const ballotsRoutes = [
  on(listMyBallots, (ctx) => readMyBallots(ctx)),
  on(readBallotPass, (ctx, { params }) => makeBallotPass(ctx, params.id)),
  onPublic(openBallot, (ctx, { body }) => openPaper(ctx, body.token)),
  onPublic(castBallot, (ctx, { body }) => cast(ctx, body)),
];
