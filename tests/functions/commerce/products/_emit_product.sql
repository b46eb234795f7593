-- Proves functions/commerce/products/_emit_product.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
do $$ begin perform commerce._emit_product(pg_temp.id_of('Mug'), 'tested'); end; $$;
select results_eq(
    $$ select type, topic, entity_id, payload from core.events
       order by id desc limit 1 $$,
    $$ select 'commerce.product.tested', 'commerce:product:' || pg_temp.id_of('Mug'),
        pg_temp.id_of('Mug')::text, jsonb_build_object(
            'v', 1, 'product_id', pg_temp.id_of('Mug'), 'version', 1, 'status', 'draft',
            'skus', '["MUG"]'::jsonb
        ) $$,
    'the event has id, version, status and SKUs'
);

select * from finish();
rollback;
