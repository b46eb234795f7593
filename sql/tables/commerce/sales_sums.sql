-- commerce.sales_sums: the sales up to a position, summed per day, for reports.
--
-- commerce.run_report_folds adds what was recorded since; the position is that of the
-- reader sales_sums (commerce.ledger_readers). A report adds what comes after it. A sum
-- over all variants, or all locations, has a 0 there, so that no column of the key is
-- null. Long periods of a variant are read from commerce.sales_histories.

create table commerce.sales_sums (
    kind text not null,
    starts_on date not null,
    variant_id bigint not null,
    location_id bigint not null,
    currency text not null,
    quantity bigint not null,
    amount_minor bigint not null,

    primary key (kind, starts_on, variant_id, location_id, currency),
    constraint sales_sums_kind_check
        check (
            case kind
                when 'day' then variant_id > 0 and location_id > 0
                when 'location_month' then variant_id = 0 and location_id > 0
                when 'total_day' then variant_id = 0 and location_id = 0
                else false
            end
        )
)
with (fillfactor = 90);

alter table commerce.sales_sums enable row level security;

comment on table commerce.sales_sums is
    'Sales minus returns per period, currency, and variant or location.';
comment on column commerce.sales_sums.kind is
    'day: per variant and location; location_month: per location; total_day: of all.';
comment on column commerce.sales_sums.starts_on is
    'The first day of the period, in the time zone of the reader.';
comment on column commerce.sales_sums.quantity is
    'Pieces sold minus those returned. Units: variants.unit.';
comment on column commerce.sales_sums.amount_minor is
    'What was paid minus what was for returned pieces. Units: minor units.';
