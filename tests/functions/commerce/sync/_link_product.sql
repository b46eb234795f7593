-- Proves functions/commerce/sync/_link_product.sql.
begin;
select plan(11);

-- Given: the small stock; a record that has the mug.
select tests.small_stock();
insert into commerce.sync_records (
    source, entity, external_id, local_id, created_at, updated_at
)
select
    'pms' as source,
    'product' as entity,
    'P-1' as external_id,
    v.id,
    now() as created_at,
    now() as updated_at
from commerce.variants as v
where v.sku = 'MUG';
create function pg_temp.link(p_external_id text, p_values jsonb)
returns table (sku text, is_new boolean, fault text)
language plpgsql as $$
declare
    v_link record;
begin
    select l.* into v_link
    from commerce._link_product(
        jsonb_populate_record(null::commerce.sync_records, jsonb_build_object(
            'source', 'pms', 'external_id', p_external_id
        )),
        p_values
    ) as l;
    return query select
        (select v.sku from commerce.variants as v where v.id = v_link.local_id),
        v_link.is_new, v_link.fault;
end;
$$;

select results_eq(
    format('select * from pg_temp.link(%L, %L)', t.external_id, t.sent),
    format('values (%L::text, %L::boolean, %L::text)', t.sku, t.is_new, t.fault),
    t.words
)
from (
    values
    ('P-2', '{"sku": "SHIRT-S"}', 'SHIRT-S', false, null, 'a SKU that is known'),
    ('SHIRT-L', '{}', 'SHIRT-L', false, null, 'a key that is a SKU'),
    (
        'P-2', '{"sku": "MUG"}', null, false,
        'SKU MUG belongs to another record of the source.', 'a SKU that is taken'
    ),
    (
        'P-2', '{"sku": "CUP"}', null, false,
        'The source has not sent its sku and title.', 'no title yet'
    ),
    (
        'P-2', '{"title": "Cup"}', null, false,
        'The source has not sent its sku and title.', 'no SKU yet'
    ),
    (
        'P-2', '{"sku": "CUP", "title": "Cup", "deleted": true}', null, false, null,
        'deleted before it came'
    ),
    (
        'P-2', '{"sku": "CUP", "title": " Cup "}', null, false,
        'title has characters that are not kept, or space around it.', 'space'
    ),
    (
        'P-2', '{"sku": "CUP", "title": "<b>Cup</b>"}', null, false,
        'title has characters that are not kept, or space around it.', 'markup'
    ),
    (
        'P-2', format('{"sku": "CUP", "title": "%s"}', repeat('x', 201)), null, false,
        'title: The title has at most 200 characters.', 'a title that a rule refuses'
    ),
    ('P-2', '{"sku": "CUP", "title": "Cup"}', 'CUP', true, null, 'a new product')
) as t (external_id, sent, sku, is_new, fault, words);
select is(
    (select p.status from commerce.products as p
where p.title = 'Cup'), 'draft',
    'which is a draft'
);

select * from finish();
rollback;
