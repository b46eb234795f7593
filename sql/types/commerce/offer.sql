-- commerce.offer: what a location can give to a line, and how much the line wants.

create type commerce.offer as (
    variant_id bigint,
    location_id bigint,
    position integer,
    wanted integer,
    sellable bigint
);

comment on type commerce.offer is
    'Sellable stock of a variant at a location, beside the quantity that is wanted.';
