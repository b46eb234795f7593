-- Proves triggers/commerce/price_lists.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
insert into commerce.price_lists (code, currency) values ('t', 'EUR');
create temporary table t_row as
select t.id::text as id from commerce.price_lists as t
where code = 't';
update commerce.price_lists set currency = 'USD'
where code = 't';
update commerce.price_lists set currency = 'USD'
where code = 't';
delete from commerce.price_lists
where code = 't';

select * from tests.is_audited(
    'commerce.price_lists', (select id from t_row), '{"currency": "EUR"}'
);
select triggers_are(
    'commerce', 'price_lists',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate', 't90_uncache'
    ],
    'price_lists has exactly these triggers'
);

select * from finish();
rollback;
