/**
 * Runs work in turns: of the same key only one at a time, in the order of arrival. Guesses sent in parallel are thus
 * counted like guesses sent one after the other. `most` bounds the queue of a key.
 */
export function turnstile(most: number) {
  const queues = new Map<string, { length: number; tail: Promise<unknown> }>();
  return async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T | 'too-many'> {
    const queue = queues.get(key) ?? { length: 0, tail: Promise.resolve() };
    if (queue.length >= most) return 'too-many';
    queue.length += 1;
    queues.set(key, queue);
    const mine = queue.tail.then(work, work);
    queue.tail = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) queues.delete(key);
    }
  };
}
