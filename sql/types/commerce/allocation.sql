-- commerce.allocation: what one level gives to a reservation.

create type commerce.allocation as (
    variant_id bigint,
    location_id bigint,
    bucket integer,
    quantity integer
);

comment on type commerce.allocation is
    'A quantity that is taken from one level.';
