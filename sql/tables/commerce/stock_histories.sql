-- commerce.stock_histories: what a variant had on hand at the end of each month.
--
-- As commerce.sales_histories, of all locations together. The position is that of
-- commerce.stock_sums.

create table commerce.stock_histories (
    variant_id bigint primary key,
    months date[] not null,
    quantities bigint[] not null,

    constraint stock_histories_length_check
        check (
            cardinality(months) > 0 and cardinality(quantities) = cardinality(months)
        )
)
with (fillfactor = 80);

alter table commerce.stock_histories enable row level security;

comment on table commerce.stock_histories is
    'Running totals of the stock on hand, per variant.';
comment on column commerce.stock_histories.months is
    'The first days of months with changes, in order.';
comment on column commerce.stock_histories.quantities is
    'Stock on hand at the end of each month. Units: variants.unit.';
