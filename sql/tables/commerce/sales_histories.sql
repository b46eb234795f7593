-- commerce.sales_histories: what a variant has sold until the end of each month.
--
-- One row per variant and currency, so that a report of years reads one row per
-- variant, however long the period is: what was sold from one month to another is the
-- difference of two elements. The position is that of commerce.sales_sums.

create table commerce.sales_histories (
    variant_id bigint not null,
    currency text not null,
    months date[] not null,
    quantities bigint[] not null,
    amounts_minor bigint[] not null,

    primary key (variant_id, currency),
    constraint sales_histories_length_check
        check (
            cardinality(months) > 0
            and cardinality(quantities) = cardinality(months)
            and cardinality(amounts_minor) = cardinality(months)
        )
)
with (fillfactor = 80);

alter table commerce.sales_histories enable row level security;

comment on table commerce.sales_histories is
    'Running totals of sales minus returns, per variant and currency.';
comment on column commerce.sales_histories.months is
    'The first days of months with sales, in order.';
comment on column commerce.sales_histories.quantities is
    'Pieces sold until the end of each month. Units: variants.unit.';
comment on column commerce.sales_histories.amounts_minor is
    'What was paid until the end of each month. Units: minor units.';
