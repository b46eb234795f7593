-- Proves functions/commerce/sync/push_pms_changes.sql.
begin;
select plan(18);

-- Given: the small stock, which the PMS does not know yet.
select tests.small_stock();
create function pg_temp.push(p_changes jsonb) returns text
language sql as $$
    select string_agg(c ->> 'outcome', ' ' order by n)
    from jsonb_array_elements(commerce.push_pms_changes(p_changes))
        with ordinality as x (c, n)
$$;
grant execute on function pg_temp.push(jsonb) to authenticated;

select tests.login_as(tests.user('ada'), 'admin');
select is(
    pg_temp.push(
        tests.pms_change('product', 'P-1', 1, '{
            "sku": "CUP", "title": "Cup", "category": "kitchen", "price_minor": 500
        }')
        || tests.pms_change('inventory', 'CUP@MAIN', 1, '{"on_hand": 7}')
        || tests.pms_change('order', 'O-1', 1, '{"status": "paid"}')
    ),
    'applied applied applied', 'a new product comes with its stock'
);
reset role;
select results_eq(
    $$ select p.title, c.category_key, p.status, r.amount_minor, s.on_hand
       from commerce.variants as v
       inner join commerce.products as p on v.product_id = p.id
       inner join master.categories as c on p.category_id = c.id
       inner join commerce.prices as r on v.id = r.variant_id
       inner join commerce.stock_levels as s on v.id = s.variant_id
       where v.sku = 'CUP' and s.on_hand > 0 $$,
    $$ values ('Cup', 'kitchen', 'draft', 500::bigint, 7) $$, 'as a draft'
);
select results_eq(
    $$ select m.type, m.reason, m.reference, m.quantity
       from commerce.stock_movements as m
       inner join commerce.variants as v on m.variant_id = v.id
       where v.sku = 'CUP' $$,
    $$ values ('adjust', 'pms', 'sync:pms:CUP@MAIN', 7) $$, 'stock is a movement'
);
select is_empty(
    $$ select from core.events as e where e.type = 'commerce.sync.changed' $$,
    'what came from the PMS is not sent back'
);

select tests.login_as(tests.user('ada'), 'admin');
select is(
    pg_temp.push(
        tests.pms_change('product', 'P-1', 3, '{"title": "Big cup"}')
        || tests.pms_change('product', 'P-1', 2, '{"title": "Small cup"}')
    ),
    'applied kept', 'an older change that comes later is kept back'
);
select is(
    pg_temp.push(tests.pms_change('product', 'P-1', 3, '{"title": "Big cup"}')),
    'duplicate', 'a repeated change is a duplicate'
);
select is(
    pg_temp.push(tests.pms_change('inventory', 'SHIRT-S@MAIN', 1, '{"on_hand": 0}')),
    'conflict', 'the PMS cannot take reserved pieces away'
);
select is(
    (commerce.get_stock('SHIRT-S') -> 'on_hand'), '15', 'stock stays'
);
select is(
    pg_temp.push(tests.pms_change('inventory', 'NONE@MAIN', 1, '{"on_hand": 1}')),
    'conflict', 'stock of an unknown SKU is a conflict'
);
select is(
    pg_temp.push(tests.pms_change('order', 'O-1', 2, '{"status": "placed"}')),
    'conflict', 'an order does not go back'
);
select is(
    pg_temp.push(tests.pms_change('product', 'P-1', 4, '{"title": "A"}')
    || tests.pms_change('product', 'P-1', 4, '{"title": "B"}')),
    'conflict conflict', 'two values under one version are a contradiction'
);
select is(
    pg_temp.push(tests.pms_change('product', 'P-1', 5, '{"title": "C"}')),
    'applied', 'which a later version ends'
);
select results_eq(
    $$ select c ->> 'external_id', c ->> 'reason', c ->> 'fault'
       from jsonb_array_elements(commerce.list_sync_conflicts() -> 'items') as c $$,
    $$ values
       ('SHIRT-S@MAIN', 'refused',
        'SHIRT-S at MAIN: 0 on hand, 1 reserved, 0 damaged, 0 in transit would remain.'),
       ('NONE@MAIN', 'refused', 'There is no SKU ''NONE''.'),
       ('O-1', 'refused', 'An order does not go from paid to placed.') $$,
    'conflicts are listed with their fault'
);

select throws_ok(
    format('select commerce.push_pms_changes(%L)', t.changes), 'PT422',
    'commerce.invalid_changes', 'refused: ' || t.words
)
from (
    values
    ('"x"', 'not an array'),
    ('[{"entity": "product", "external_id": "A", "version": 1,
       "at": "2026-01-01T00:00:00Z", "fields": {"on_hand": 1}}]', 'a foreign field')
) as t (changes, words);
select throws_ok(
    format('select commerce.push_pms_changes(%L)', (
        select jsonb_agg('{}'::jsonb) from generate_series(1, 1001)
    )),
    'PT422', 'commerce.too_many_changes', 'at most 1,000 changes'
);
select is(
    commerce.push_pms_changes('[]'), '[]', 'no change is no outcome'
);
select tests.login_as(tests.user('bob'), 'buyer');
select throws_ok(
    $$ select commerce.push_pms_changes('[]') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
