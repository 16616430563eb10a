/** The floors of the house, from the ground up. A file imports only from floors below its own, or its own folder. */
export const floors = [
  'kernel',
  'platform',
  'organisation',
  'records',
  'standards',
  'roles',
  'oversight',
  'shell',
  'app',
] as const;
export type Floor = (typeof floors)[number];

/** Where a file lives. `feature` is the folder inside the floor; null for files of the floor itself. */
export type Place = {
  floor: Floor;
  feature: string | null;
  web: boolean;
  test: boolean;
};

/** The place of a file under src; null for files outside (end-to-end tests, bench, scripts), which may import anything. */
export function placeOf(path: string): Place | null {
  const [root, first = '', ...rest] = path.split('/');
  if (root !== 'src') return null;
  const web = rest.slice(0, -1).includes('web') || path === 'src/web.tsx' || path === 'src/main.tsx';
  const test = /\.test\.tsx?$/.test(path) || first === 'testing' || rest.includes('testing');
  const isFloor = (floors as readonly string[]).includes(first) && rest.length > 0;
  const floor = isFloor ? (first as Floor) : 'app';
  return { floor, feature: isFloor && rest.length > 1 ? (rest[0] ?? null) : null, web, test };
}

/** 0 for the ground floor. */
export function heightOf(floor: Floor): number {
  return floors.indexOf(floor);
}

/** The layer that a file's name tells: `store` of `ledger.store.ts`. */
export function layerOf(path: string): string {
  return (
    /\.(rules|contract|store|routes|migration|tables|worker|objects|schema)(?:\.test)?\.tsx?$/.exec(
      path,
    )?.[1] ?? ''
  );
}
