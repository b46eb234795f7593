-- filters.changed_basket: a basket that a fold counts anew.
--
-- `mask` is as long as the bitmaps of its place, with its bit set and no other.

create type filters.changed_basket as (
    basket_id bigint,
    place_id bigint,
    ordinal integer,
    mask bit varying,
    old_size bigint,
    size bigint
);

comment on type filters.changed_basket is
    'A basket under a fold: its bit in the place, its lines when last folded and now.';
