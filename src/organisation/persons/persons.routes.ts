import { on } from '#platform/http/routes.ts';
import { listReaders, readPerson } from './persons.contract.ts';
import { listReadersOf, openPerson } from './read-person.ts';

export const personsRoutes = [
  on(readPerson, (ctx, { params }) => openPerson(ctx, params.id)),
  on(listReaders, (ctx, { params, query }) => listReadersOf(ctx, params.id, query)),
];
