-- commerce.stock_sums: the changes of stock up to a position, summed per day, for
-- reports.
--
-- As commerce.sales_sums; its reader is stock_sums. Reserved pieces are on hand, so
-- reservations change nothing.

create table commerce.stock_sums (
    kind text not null,
    starts_on date not null,
    variant_id bigint not null,
    location_id bigint not null,
    change bigint not null,
    received bigint not null,

    primary key (kind, starts_on, variant_id, location_id),
    constraint stock_sums_kind_check
        check (
            case kind
                when 'day' then variant_id > 0 and location_id > 0
                when 'location_month' then variant_id = 0 and location_id > 0
                else false
            end
        )
)
with (fillfactor = 90);

alter table commerce.stock_sums enable row level security;

comment on table commerce.stock_sums is
    'Net change of the stock on hand per period, and variant or location.';
comment on column commerce.stock_sums.kind is
    'day: per variant and location; location_month: per location.';
comment on column commerce.stock_sums.starts_on is
    'The first day of the period, in the time zone of the reader.';
comment on column commerce.stock_sums.change is
    'Pieces that came minus those that went. Units: variants.unit.';
comment on column commerce.stock_sums.received is
    'Pieces from outside of the location, also repaired ones. Units: variants.unit.';
