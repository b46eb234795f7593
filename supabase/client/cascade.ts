// Cascading dimensions: what is chosen below a choice stays only while it is offered there.

/** The values that are chosen, by dimension; one that is left out is not narrowed. */
export type Within = Readonly<Record<string, readonly string[]>>;

/** The dimension above each dimension; null at the top. */
export type Parents = ReadonlyMap<string, string | null>;

/** The values of a dimension within others, page by page. */
export type Pages = (dimension: string, within: Within) => AsyncIterable<readonly string[]>;

/** Choose the values of a dimension; none means any. */
export function choose(within: Within, dimension: string, values: readonly string[]): Within {
  const { [dimension]: _, ...others } = within;
  return values.length > 0 ? { ...others, [dimension]: values } : others;
}

/**
 * Drop what is chosen below dimensions that changed and is not offered there any more. From the
 * top down, and judged by what is chosen above alone: a province does not go because of a brand,
 * nor because of a city that is about to go itself.
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

/** Those of the values that some page has; no page is read that cannot matter. */
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

/** The dimensions below any of those, the highest first. */
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
