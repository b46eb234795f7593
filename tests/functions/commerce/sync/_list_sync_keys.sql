-- Proves functions/commerce/sync/_list_sync_keys.sql.
begin;
select plan(2);

-- Given: the small stock; the mug has a key of the PMS.
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

select set_eq(
    $$ select k ->> 'entity' as entity, k ->> 'external_id' as external_id
       from jsonb_array_elements(commerce._list_sync_keys(
           'pms', (select array_agg(v.id) from commerce.variants as v
                   where v.sku in ('MUG', 'SET')),
           (select array_agg(v.id) from commerce.variants as v
            where v.sku in ('SHIRT-S', 'SET'))
       )) as k $$,
    $$ values ('product', 'P-1'), ('product', 'SET'), ('inventory', 'SHIRT-S@MAIN'),
       ('inventory', 'SHIRT-S@SHOP') $$,
    'a linked variant keeps its key, another one gets its SKU'
);
select is(commerce._list_sync_keys('pms', '{}', null), '[]', 'none');

select * from finish();
rollback;
