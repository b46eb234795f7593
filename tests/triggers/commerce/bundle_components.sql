-- Proves triggers/commerce/bundle_components.sql.j2.
begin;
select plan(6);

-- Given: one component that came, changed and went.
select tests.small_stock();
create temporary table t_row as
select
    jsonb_build_array(b.id::text, v.id::text)::text as id,
    b.id as bundle_id,
    v.id as variant_id
from commerce.variants as b
cross join commerce.variants as v
where b.sku = 'SET' and v.sku = 'SHIRT-S';
insert into commerce.bundle_components (bundle_id, variant_id, quantity)
select
    bundle_id,
    variant_id,
    1 as quantity
from t_row;
update commerce.bundle_components set quantity = 2
where variant_id = (select variant_id from t_row);
update commerce.bundle_components set quantity = 2
where variant_id = (select variant_id from t_row);
delete from commerce.bundle_components
where variant_id = (select variant_id from t_row);

select * from tests.is_audited(
    'commerce.bundle_components', (select id from t_row), '{"quantity": 1}'
);
select triggers_are(
    'commerce', 'bundle_components',
    array[
        't20_refuse_nesting', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate', 't90_uncache'
    ],
    'bundle_components has exactly these triggers'
);
select throws_ok(
    $$ insert into commerce.bundle_components (bundle_id, variant_id, quantity)
       select v.id, b.id, 1 from commerce.variants as v, commerce.variants as b
       where v.sku = 'MUG' and b.sku = 'SET' $$,
    'PT422', 'commerce.invalid_bundle', 'a bundle is not put into another variant'
);

select * from finish();
rollback;
