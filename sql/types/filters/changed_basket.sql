-- filters.changed_basket: a basket that a fold counts again.

create type filters.changed_basket as (
    basket_id bigint,
    group_id bigint,
    ordinal integer,
    old_size bigint,
    size bigint
);

comment on type filters.changed_basket is
    'A basket in a fold: its store group, its bit, and its size before and after.';
