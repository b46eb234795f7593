"""A shop to be measured: its history by statements over whole tables, then what calls need.

`bench_commerce.things` lists what was
prepared, by kind: orders in each state, reservations, transfers and so on.
"""

from typing import Any

import psycopg

from glue.bench.calls import split
from glue.bench.commerce_history import HISTORY, PRODUCTS
from glue.db import script

Conn = psycopg.Connection[Any]

# Every preparation is made {n} times. SKU number i is product first + i - 1.
THINGS = """
create function bench_commerce.be(p_user integer) returns void language sql as $$
    select set_config('request.jwt.claims', case when p_user > 0 then jsonb_build_object(
        'sub', '00000000-0000-4000-8000-' || lpad(p_user::text, 12, '0'),
        'role', 'authenticated'
    )::text else '' end, false)
$$;
create function bench_commerce.order_to(
    p_kind text, p_n integer, variadic p_commands text[]
) returns void language plpgsql as $$
declare
    v_id bigint;
    v_command text;
begin
    perform bench_commerce.be(1);
    v_id := commerce.place_order(
        jsonb_build_array(
            jsonb_build_object('sku', 'BENCH-' || 300 + p_n, 'quantity', 2)
        ),
        '{{"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}}'
    ) ->> 'order_id';
    perform bench_commerce.be(0);
    foreach v_command in array p_commands loop
        case v_command
            when 'pay' then
                perform commerce.pay_order(
                    o.id, jsonb_build_object('amount_minor', o.total_minor)
                )
                from commerce.orders as o where o.id = v_id;
            when 'pack' then
                perform commerce.pack_order(v_id);
            when 'ship' then
                perform commerce.ship_order(v_id);
            when 'deliver' then
                perform commerce.deliver_order(v_id);
        end case;
    end loop;
    insert into bench_commerce.things (kind, n, id, key, place, extra)
    select p_kind, p_n, o.id, 'BENCH-' || 300 + p_n, l.code, o.total_minor
    from commerce.orders as o
    left join commerce.parcels as p on o.id = p.order_id
    left join commerce.locations as l on p.location_id = l.id
    where o.id = v_id
    limit 1;
end;
$$;
do $$ begin
for i in 1..{n} loop
    perform bench_commerce.order_to('placed', i, variadic '{{}}');
    perform bench_commerce.order_to('cancellable', i, variadic '{{}}');
    perform bench_commerce.order_to('paid', i, 'pay');
    perform bench_commerce.order_to('refundable', i, 'pay', 'pack', 'ship', 'deliver');
    perform bench_commerce.order_to('packed', i, 'pay', 'pack');
    perform bench_commerce.order_to('shipped', i, 'pay', 'pack', 'ship');
    perform bench_commerce.order_to('returnable', i, 'pay', 'pack', 'ship');
    perform bench_commerce.order_to('delivered', i, 'pay', 'pack', 'ship', 'deliver');
    commit;
end loop;
end $$;
do $$
declare
    v_made jsonb;
    v_id bigint;
begin
for i in 1..{n} loop
    perform bench_commerce.be(1);
    v_made := commerce.reserve_stock(jsonb_build_array(
        jsonb_build_object('sku', 'BENCH-' || 400 + i % 100, 'quantity', 1)
    ), interval '1 day');
    insert into bench_commerce.things (kind, n, id)
    values ('reservation', i, (v_made ->> 'reservation_id')::bigint);
    perform bench_commerce.be(0);
    v_made := commerce.transfer_stock(
        'BENCH-' || 400 + i % 100, 'BENCH-1', 'BENCH-2', 1
    );
    insert into bench_commerce.things (kind, n, id)
    values ('transfer', i, (v_made ->> 'transfer_id')::bigint);
    commit;
end loop;
end $$;
insert into commerce.locations (
    code, name, kind, has_full_range, is_active, created_at, updated_at
)
select 'TAKE-' || n, 'Take', 'store', false, true, now(), now()
from generate_series(1, 4 * {n}) as n;
insert into bench_commerce.things (kind, n, id)
select 'place', n, n from generate_series(1, {n}) as n;
do $$
declare
    v_id bigint;
begin
for i in 1..{n} loop
    for j in 1..3 loop
        v_id := commerce.open_stock_take('TAKE-' || j * {n} + i) ->> 'stock_take_id';
        perform commerce.count_stock(
            v_id, jsonb_build_array(
                jsonb_build_object('sku', 'BENCH-' || 400 + i % 100, 'counted', 3)
            )
        );
        if j = 3 then
            perform commerce.submit_stock_take(v_id);
        end if;
        insert into bench_commerce.things (kind, n, id)
        values ((array['counting', 'counted', 'submitted'])[j], i, v_id);
    end loop;
    commit;
end loop;
end $$;
insert into commerce.vendors (code, name, currency, created_at, updated_at)
values ('BENCH', 'Bench', 'PHP', now(), now());
insert into commerce.reorder_rules (
    variant_id, location_id, vendor_id, method, minimum, maximum, unit_cost_minor,
    created_at, updated_at
)
select v.id, l.id, d.id, 'min_max', 5, 20, 100, now(), now()
from commerce.variants as v
inner join commerce.locations as l on l.code = 'BENCH-1'
cross join commerce.vendors as d
order by v.id
limit {products} / 10;
with made as (
    insert into commerce.reorder_proposals (
        variant_id, location_id, vendor_id, quantity, pack_size, unit_cost_minor, reasons,
        created_at, updated_at
    )
    select r.variant_id, r.location_id, r.vendor_id, 10, 1, 100, '{{}}', now(), now()
    from commerce.reorder_rules as r
    order by r.variant_id
    limit {n}
    returning id
)
insert into bench_commerce.things (kind, n, id)
select 'proposal', row_number() over (order by m.id), m.id from made as m;
with made as (
    insert into commerce.purchase_orders (
        vendor_id, location_id, status, currency, total_minor, created_at, sent_at, fault
    )
    select
        d.id, l.id, k.status, 'PHP', 1000, now(), now(),
        case when k.status = 'failed' then 'refused' end
    from commerce.vendors as d
    inner join commerce.locations as l on l.code = 'BENCH-1'
    cross join (
        values ('sent'), ('sent'), ('failed')
    ) as k (status)
    cross join generate_series(1, {n})
    returning id, status
),
numbered as (
    select m.*, row_number() over (partition by m.status order by m.id) as n from made as m
)
insert into bench_commerce.things (kind, n, id, key)
select
    case when m.status = 'failed' then 'failed' when m.n > {n} then 'receivable'
    else 'purchase' end,
    m.n, m.id, 'BENCH-500'
from numbered as m;
insert into commerce.purchase_order_lines (
    purchase_order_id, line, variant_id, quantity, most, unit_cost_minor
)
select t.id, 1, v.id, 10, 10, 100
from bench_commerce.things as t
inner join commerce.variants as v on v.sku = 'BENCH-500'
where t.kind in ('purchase', 'receivable', 'failed');
insert into commerce.products (
    title, category_id, status, published_at, deleted_at, created_at, updated_at
)
select
    k.kind, c.id, case when k.kind = 'product' then 'published' else 'draft' end,
    case when k.kind = 'product' then now() end,
    case when k.kind = 'deleted' then now() end, now(), now()
from (
    values ('deletable'), ('deleted'), ('publishable'), ('product')
) as k (kind)
cross join generate_series(1, {n})
inner join master.categories as c on c.category_key = 'bench-1';
insert into commerce.variants (product_id, sku, created_at, updated_at)
select p.id, 'SPARE-' || p.id, now(), now()
from commerce.products as p where p.title in ('deletable', 'deleted', 'publishable', 'product');
insert into commerce.prices (price_list_id, variant_id, amount_minor)
select l.id, v.id, 100
from commerce.variants as v cross join commerce.price_lists as l
where l.is_default and v.sku like 'SPARE-%';
insert into bench_commerce.things (kind, n, id)
select p.title, row_number() over (partition by p.title order by p.id), p.id
from commerce.products as p where p.title in ('deletable', 'deleted', 'publishable', 'product');
insert into bench_commerce.things (kind, n, id, key)
select k.kind, g.n, f.id + g.n - 1 + k.place * {n}, 'BENCH-' || g.n + k.place * {n}
from bench_commerce.things as f
cross join (
    values ('priced', 0), ('media_product', 1)
) as k (kind, place)
cross join generate_series(1, {n}) as g (n)
where f.kind = 'first';
do $$
declare
    v_made jsonb;
    v_key text;
begin
for i in 1..{n} loop
    insert into bench_commerce.things (kind, n, id)
    select 'spare_media', i, (commerce.register_media(
        t.id, '{{"type": "image/png"}}'
    ) ->> 'media_id')::bigint
    from bench_commerce.things as t
    where t.kind = 'media_product' and t.n = i;
    for j in 1..3 loop
        v_made := commerce.register_media(
            (
                select t.id from bench_commerce.things as t
                where t.kind = 'media_product' and t.n = i
            ),
            jsonb_build_object('type', 'image/png', 'media_id', case
                when j = 3 then (v_made ->> 'media_id')::bigint
            end)
        );
        if j = 1 then
            insert into bench_commerce.things (kind, n, id)
            values ('pending_media', i, (v_made ->> 'media_id')::bigint);
            continue;
        end if;
        v_key := 'bench-' || i || '-' || j;
        perform commerce.record_upload(
            (v_made ->> 'media_id')::bigint, (v_made ->> 'version')::integer,
            jsonb_build_object(
                'content_type', 'image/png', 'bytes', 100, 'sha256',
                encode(sha256(convert_to(v_key, 'UTF8')), 'hex'), 'width', 40, 'height', 30,
                'orientation', 1, 'dominant_colour', '#ff0000', 'storage_key', v_key,
                'url_path', v_key, 'renditions', jsonb_build_array(jsonb_build_object(
                    'name', 'thumb', 'format', 'webp', 'width', 4, 'height', 3, 'bytes', 10,
                    'sha256', repeat('a', 64), 'storage_key', v_key || '.webp',
                    'url_path', v_key || '.webp'
                ))
            )
        );
    end loop;
    insert into bench_commerce.things (kind, n, id, extra)
    select 'media', i, m.id, m.version from commerce.media as m
    where m.id = (v_made ->> 'media_id')::bigint;
    commit;
end loop;
end $$;
select commerce.collect_sync_records('pms', null, {n} + 10);
select commerce.push_pms_changes((
    select jsonb_agg(jsonb_build_object(
        'entity', 'product', 'external_id', s.external_id, 'version', 3,
        'at', '2026-01-01T00:00:00Z', 'seen', 0, 'fields', '{{"price_minor": 5}}'::jsonb
    ))
    from (
        select r.external_id from commerce.sync_records as r
        where r.entity = 'product' order by r.id limit {n}
    ) as s
));
insert into bench_commerce.things (kind, n, id)
select 'conflict', row_number() over (order by c.id), c.id from commerce.sync_conflicts as c
where c.status = 'open';
"""


def make_shop(conn: Conn, products: int, movements: int, things: int) -> None:
    """Make the shop, and so many things of each kind."""
    for text in (PRODUCTS, HISTORY, THINGS):
        for statement in split(text.format(products=products, movements=movements, n=things)):
            conn.execute(script(statement))
    conn.execute("vacuum (analyze)")
