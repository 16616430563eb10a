import { Persons } from './persons.ts';
import { address, expect, test as visit } from './visit.ts';

/** Everybody of the demo city who has an account, by login. */
export type Login =
  | ('clerk' | 'officer' | 'secretary' | 'member' | 'rater' | 'auditor' | 'sysadmin' | 'secadmin')
  | ('leader' | 'deputy' | 'second-officer' | 'second-secretary' | 'organiser' | 'head' | 'neighbour');

/** Opens the window of somebody of the demo city, signed in; a second call gives the same window, at the home page. */
export type As = (login: Login, where?: { phone?: boolean }) => ReturnType<Persons['as']>;

/**
 * A journey: a job that several persons of the demo city do together, each in a window of their own, on a desk or on a
 * phone. It makes its own objects, so that journeys may run side by side. A failure leaves a picture of every window.
 */
export const journey = visit.extend<{ persons: Persons; as: As }>({
  persons: async ({ browser }, use, info) => {
    const persons = new Persons(browser, address());
    await use(persons);
    if (info.status !== info.expectedStatus) await persons.picture((name) => info.outputPath(name));
    await persons.close();
    expect(persons.complaints).toEqual([]);
  },
  as: async ({ persons }, use) => {
    await use((login, { phone = false } = {}) =>
      persons.as({ login, password: 'Zelian-demo-2026', phone, signedIn: true }),
    );
  },
});
