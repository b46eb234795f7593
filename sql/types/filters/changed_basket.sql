-- filters.changed_basket: a basket that a fold counts anew.

create type filters.changed_basket as (
    basket_id bigint,
    group_id bigint,
    ordinal integer,
    old_size bigint,
    size bigint
);

comment on type filters.changed_basket is
    'A basket under a fold: its bit in the masks, its lines when last folded and now.';
