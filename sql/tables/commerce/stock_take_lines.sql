-- commerce.stock_take_lines: what was counted of each variant, beside what was
-- expected.
--
-- `expected` is the stock on hand when the count was entered. Sales go on meanwhile, so
-- approving posts the difference of then, not the counted number.

create table commerce.stock_take_lines (
    stock_take_id bigint not null
    references commerce.stock_takes (id) on delete cascade,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    counted integer not null,
    expected integer not null,
    correction integer generated always as (counted - expected) stored,
    counted_by uuid,
    counted_at timestamptz not null,

    primary key (stock_take_id, variant_id),
    constraint stock_take_lines_counted_check
        check (counted between 0 and 1000000),
    constraint stock_take_lines_expected_check
        check (expected >= 0)
);

-- Covers the foreign key of the variant.
create index stock_take_lines_variant_id_idx on commerce.stock_take_lines (variant_id);

alter table commerce.stock_take_lines enable row level security;

comment on table commerce.stock_take_lines is
    'Counted variants of a stock take; a repeated count replaces the former one.';
comment on column commerce.stock_take_lines.expected is
    'Units: variants.unit; on hand when the count was entered.';
