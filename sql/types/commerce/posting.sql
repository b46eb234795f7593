-- commerce.posting: a movement that commerce._post_movements is to write.
--
-- A state inside a location (on_hand, reserved, damaged, in_transit) has a location and
-- a bucket of its level; a state outside (supplier, sold, adjustment) has neither.

create type commerce.posting as (
    variant_id bigint,
    quantity integer,
    type text,
    from_state text,
    from_location_id bigint,
    from_bucket smallint,
    to_state text,
    to_location_id bigint,
    to_bucket smallint
);

comment on type commerce.posting is
    'A movement of stock between two states, before it is in the ledger.';
