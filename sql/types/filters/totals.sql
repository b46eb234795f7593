-- filters.totals: what one pass over the cells of a selection says.

create type filters.totals as (
    lines bigint,
    baskets bigint,
    price_min bigint,
    price_max bigint
);

comment on type filters.totals is
    'Lines, sum of the cells'' baskets, range of prices (minor units) of a selection.';
