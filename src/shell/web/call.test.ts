import { describe, expect, it } from 'vitest';
import { addressOf } from './call.ts';

describe('the address of a call', () => {
  it('fills in and escapes parameters', () => {
    expect(addressOf({ path: '/people/:id/data' }, { params: { id: 'a/b c' } })).toBe(
      '/api/v1/people/a%2Fb%20c/data',
    );
  });

  it('leaves out what is empty, and repeats what is many', () => {
    const query = { q: '支部', state: '', cursor: undefined, kind: ['a', 'b'], limit: 50 };
    expect(addressOf({ path: '/x' }, { query })).toBe(
      `/api/v1/x?q=${encodeURIComponent('支部')}&kind=a&kind=b&limit=50`,
    );
  });
});
