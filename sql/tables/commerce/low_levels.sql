-- commerce.low_levels: which levels are below their reorder point now, and since when.
--
-- The job adds and removes rows; an event goes out for each row that comes, so for each
-- fall, not for each run.

create table commerce.low_levels (
    variant_id bigint not null,
    location_id bigint not null,
    stock integer not null,
    reorder_point integer not null,
    since_at timestamptz not null,

    primary key (variant_id, location_id),
    foreign key (variant_id, location_id)
    references commerce.reorder_rules (variant_id, location_id) on delete cascade
);

-- Serves: the low levels of a location.
create index low_levels_location_id_idx
    on commerce.low_levels (location_id, variant_id);

alter table commerce.low_levels enable row level security;

comment on table commerce.low_levels is
    'Levels with less in hand than their rule wants. Units: variants.unit.';
comment on column commerce.low_levels.stock is
    'Pieces in hand that are not reserved, when the job last saw them.';
