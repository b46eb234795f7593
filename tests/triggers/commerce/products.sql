-- Proves triggers/commerce/products.sql.j2.
begin;
select plan(6);

-- Given: one row that came, changed and went.
insert into commerce.products (title, created_at, updated_at)
values ('T', core.now(), '2026-01-01Z');
create temporary table t_row as
select t.id::text as id from commerce.products as t
where t.title = 'T';
update commerce.products set title = 'U'
where title = 'T';
select results_eq(
    $$ select version, updated_at > '2026-01-01Z' from commerce.products
       where title = 'U' $$,
    $$ values (2::bigint, true) $$,
    'a change raises the version and sets updated_at'
);
update commerce.products set title = 'U'
where title = 'U';
delete from commerce.products
where title = 'U';

select * from tests.is_audited(
    'commerce.products', (select id from t_row),
    '{"title": "T", "version": 1, "updated_at": "2026-01-01T00:00:00+00:00",
      "search_text": "''t'':1A"}'
);
select triggers_are(
    'commerce', 'products',
    array[
        't10_bump_version', 't10_touch', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate', 't90_uncache'
    ],
    'products has exactly these triggers'
);

select * from finish();
rollback;
