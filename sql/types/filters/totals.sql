-- filters.totals: number of lines of a selection and the range of their prices.

create type filters.totals as (
    lines bigint,
    price_min bigint,
    price_max bigint
);

comment on type filters.totals is
    'Lines of a selection and their range of prices (minor units).';
