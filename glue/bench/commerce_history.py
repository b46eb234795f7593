"""The products of a shop and five years of its history, by statements over whole tables.

Half of the movements are receipts, one per level, the others sales and corrections. Sales
prefer the first SKUs, as sales do.
"""

PRODUCTS = """
create schema bench_commerce;
create table bench_commerce.things (
    kind text, n bigint, id bigint, key text, place text, extra bigint
);
insert into master.categories (category_key, name)
select 'bench-' || n, 'Category ' || n from generate_series(1, 200) as n;
insert into master.brands (brand_key, name)
select 'bench-' || n, 'Brand ' || n from generate_series(1, 500) as n;
insert into commerce.locations (code, name, kind, created_at, updated_at)
select 'BENCH-' || n, 'Bench ' || n, 'store', now(), now() from generate_series(1, 5) as n;
insert into commerce.products (
    title, description, category_id, brand_id, status, published_at, created_at, updated_at
)
select
    'Bench product ' || n, 'Made to be measured', c.ids[1 + n % 200], b.ids[1 + n % 500],
    'published', now(), now(), now()
from generate_series(1, {products}) as n
cross join (select array_agg(id) as ids from master.categories) as c
cross join (select array_agg(id) as ids from master.brands) as b;
insert into commerce.variants (product_id, sku, created_at, updated_at)
select p.id, 'BENCH-' || row_number() over (order by p.id), now(), now()
from commerce.products as p;
insert into bench_commerce.things (kind, id) select 'first', min(id) from commerce.products;
insert into commerce.prices (price_list_id, variant_id, amount_minor)
select l.id, v.id, 10000 from commerce.variants as v cross join commerce.price_lists as l
where l.is_default;
"""
HISTORY = """
select setseed(0.5);
insert into commerce.stock_movements (
    variant_id, quantity, type, from_state, to_state, to_location_id, effective_at, created_at
)
select
    l.variant_id, 10000, 'receive', 'supplier', 'on_hand', l.location_id,
    now() - random() * interval '1826 days', now()
from commerce.stock_levels as l
limit {movements} / 2;
create temporary table sold as
select
    v.ids[1 + floor(cardinality(v.ids) * r.x * r.x * r.x)::integer] as variant_id,
    l.ids[1 + floor(5 * random())::integer] as location_id,
    1 + floor(3 * random())::integer as quantity,
    now() - random() * interval '1826 days' as at
from (select random() as x from generate_series(1, {movements} * 4 / 10)) as r
cross join (select array_agg(id order by id) as ids from commerce.variants) as v
cross join (select array_agg(id) as ids from commerce.locations) as l;
insert into commerce.stock_movements (
    variant_id, quantity, type, from_state, from_location_id, to_state, effective_at, created_at
)
select s.variant_id, s.quantity, 'sell', 'on_hand', s.location_id, 'sold', s.at, s.at
from sold as s order by s.at;
insert into commerce.sales (
    sold_at, variant_id, location_id, quantity, amount_minor, currency, created_at
)
select s.at, s.variant_id, s.location_id, s.quantity, s.quantity * 10000, 'PHP', s.at
from sold as s order by s.at;
drop table sold;
insert into commerce.stock_movements (
    variant_id, quantity, type, from_state, to_state, to_location_id, reason, effective_at,
    created_at
)
select
    v.ids[1 + floor(cardinality(v.ids) * random())::integer], 5, 'adjust', 'adjustment',
    'on_hand', l.ids[1 + floor(5 * random())::integer], 'counted',
    now() - random() * interval '1826 days', now()
from generate_series(1, {movements} / 10)
cross join (select array_agg(id) as ids from commerce.variants) as v
cross join (select array_agg(id) as ids from commerce.locations) as l;
update commerce.stock_levels as l
set on_hand = e.on_hand
from (
    select s.variant_id, s.location_id, sum(s.change) as on_hand
    from commerce.ledger_entries as s where s.state = 'on_hand' group by 1, 2
) as e
where e.variant_id = l.variant_id and e.location_id = l.location_id;
select commerce.run_report_folds();
select commerce._fold_sales(int8range(1, r.noted_id, '[]'))
from commerce.ledger_readers as r where r.name = 'sales_sums';
select commerce._fold_stock(int8range(1, r.noted_id, '[]'))
from commerce.ledger_readers as r where r.name = 'stock_sums';
update commerce.ledger_readers set read_id = noted_id
where name in ('sales_sums', 'stock_sums');
"""
