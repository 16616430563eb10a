import { useSyncExternalStore } from 'react';

const phone = matchMedia('(max-width: 640px)');
const bench = matchMedia('(max-width: 900px)');

/** Whether the window is as narrow as a phone: lists become cards. */
export function useNarrow(): boolean {
  return useMedia(phone);
}

/** Whether there is no room for the navigation at the side. */
export function useCompact(): boolean {
  return useMedia(bench);
}

function useMedia(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => media.matches,
  );
}
