-- Proves triggers/commerce/variants.sql.j2.
begin;
select plan(7);

-- Given: one row that came, changed and went.
insert into commerce.products (title, created_at, updated_at)
values ('T', core.now(), core.now());
insert into commerce.variants (product_id, sku, created_at, updated_at)
select
    p.id as product_id,
    'T-1' as sku,
    core.now() as created_at,
    '2026-01-01Z' as updated_at
from commerce.products as p
where p.title = 'T';
create temporary table t_row as
select t.id::text as id from commerce.variants as t
where t.sku = 'T-1';
update commerce.variants set weight_grams = 5
where sku = 'T-1';
select results_eq(
    $$ select version, updated_at > '2026-01-01Z' from commerce.variants
       where sku = 'T-1' $$,
    $$ values (2::bigint, true) $$,
    'a change raises the version and sets updated_at'
);
select throws_ok(
    $$ update commerce.variants set is_bundle = true where sku = 'T-1' $$,
    'PT422', 'commerce.invalid_bundle', 'a variant does not become a bundle'
);
update commerce.variants set weight_grams = 5
where sku = 'T-1';
delete from commerce.variants
where sku = 'T-1';

select * from tests.is_audited(
    'commerce.variants', (select id from t_row),
    '{"weight_grams": null, "version": 1, "updated_at": "2026-01-01T00:00:00+00:00"}'
);
select triggers_are(
    'commerce', 'variants',
    array[
        't10_bump_version', 't10_touch', 't20_freeze_kind', 't70_add_levels',
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate', 't90_uncache'
    ],
    'variants has exactly these triggers'
);

select * from finish();
rollback;
