-- Proves sql/seeds/commerce/sync_policies.sql.
begin;
select plan(1);

select is_empty(
    $$ select p.field from commerce.sync_policies as p
       where p.field <> '*' and not commerce._sync_field_kinds(p.entity) ? p.field $$,
    'policies are about fields that there are'
);

select * from finish();
rollback;
