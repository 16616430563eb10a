import {
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  RawNode,
  SelectModifierNode,
  SelectQueryNode,
} from 'kysely';
import { KEPT } from './bounded-pool.ts';
import type { Tx } from './schema.ts';

const mark = SelectModifierNode.createWithExpression(RawNode.createWithSql(KEPT));

/** Marks what is read as statements to keep; a write passes as it is. */
const marking: KyselyPlugin = {
  transformQuery: ({ node }: PluginTransformQueryArgs) => {
    if (RawNode.is(node)) {
      const [first = '', ...rest] = node.sqlFragments;
      return { ...node, sqlFragments: [`${KEPT} ${first}`, ...rest] };
    }
    return SelectQueryNode.is(node)
      ? { ...node, frontModifiers: [mark, ...(node.frontModifiers ?? [])] }
      : node;
  },
  transformResult: async ({ result }) => result,
};

/**
 * The same transaction, in which every reading statement is prepared once a connection and then only executed (see
 * {@link KEPT}): for a page that asks many rooms, where planning thirty statements costs more than running them.
 */
export function keepStatements(tx: Tx): Tx {
  return tx.withPlugin(marking);
}
