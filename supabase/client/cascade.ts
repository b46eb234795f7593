// Cascading dimensions: a chosen value stays only while the dimensions above it offer it.

/** The chosen values, by dimension; a dimension without an entry is not narrowed. */
export type Within = Readonly<Record<string, readonly string[]>>;

/** The dimension above each dimension; null at the top. */
export type Parents = ReadonlyMap<string, string | null>;

/** The values of a dimension in a selection, page by page. */
export type Pages = (dimension: string, within: Within) => AsyncIterable<readonly string[]>;

/** Choose the values of a dimension; none means any. */
export function choose(within: Within, dimension: string, values: readonly string[]): Within {
  const { [dimension]: _, ...others } = within;
  return values.length > 0 ? { ...others, [dimension]: values } : others;
}

/**
 * Drop values below the changed dimensions that are no longer offered. It works from the top
 * down and checks only against the dimensions above: a province is not dropped because of a
 * brand, or because of a city that is about to be dropped itself.
 */
export async function dropUnoffered(
  within: Within,
  changed: ReadonlySet<string>,
  parents: Parents,
  pages: Pages,
): Promise<Within> {
  let kept = within;
  for (const dimension of below(changed, parents)) {
    const chosen = kept[dimension];
    const narrowed = pick(kept, above(dimension, parents));
    if (chosen === undefined || Object.keys(narrowed).length === 0) continue;
    const offered = await findOffered(chosen, pages(dimension, narrowed));
    kept = choose(kept, dimension, chosen.filter((value) => offered.has(value)));
  }
  return kept;
}

/** The values that are on some page; pages that cannot contain one are not read. */
async function findOffered(
  values: readonly string[],
  pages: AsyncIterable<readonly string[]>,
): Promise<ReadonlySet<string>> {
  const missing = new Set(values);
  const found = new Set<string>();
  for await (const page of pages) {
    for (const value of page) if (missing.delete(value)) found.add(value);
    if (missing.size === 0) break;
  }
  return found;
}

/** The dimensions above one, the nearest first. */
function above(dimension: string, parents: Parents): string[] {
  const parent = parents.get(dimension) ?? null;
  return parent === null ? [] : [parent, ...above(parent, parents)];
}

/** The dimensions below any of the given ones, the highest first. */
function below(changed: ReadonlySet<string>, parents: Parents): string[] {
  return [...parents.keys()]
    .map((dimension) => ({ dimension, ancestors: above(dimension, parents) }))
    .filter(({ ancestors }) => ancestors.some((ancestor) => changed.has(ancestor)))
    .sort((one, other) => one.ancestors.length - other.ancestors.length)
    .map(({ dimension }) => dimension);
}

function pick(within: Within, dimensions: readonly string[]): Within {
  return Object.fromEntries(Object.entries(within).filter(([name]) => dimensions.includes(name)));
}
