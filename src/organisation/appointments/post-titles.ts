import type { Context } from '#platform/http/context.ts';

/** Titles of posts as the content has them; a post that the content no longer knows keeps its code. */
export function titlesOf(ctx: Pick<Context, 'services'>): (post: string) => { zh: string; en: string } {
  const posts = ctx.services.content.index.post;
  return (post) => posts.get(post)?.title ?? { zh: post, en: post };
}
