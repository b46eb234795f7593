-- Proves triggers/commerce/prices.sql.j2.
begin;
select plan(5);

-- Given: one price that came, changed and went.
select tests.small_stock();
insert into commerce.price_lists (code, currency) values ('t', 'EUR');
insert into commerce.prices (price_list_id, variant_id, amount_minor)
select
    l.id as price_list_id,
    v.id as variant_id,
    101 as amount_minor
from commerce.price_lists as l
cross join commerce.variants as v
where l.code = 't' and v.sku = 'MUG';
create temporary table t_row as
select t.id::text as id from commerce.prices as t
where amount_minor in (101, 102);
update commerce.prices set amount_minor = 102
where amount_minor in (101, 102);
update commerce.prices set amount_minor = 102
where amount_minor in (101, 102);
delete from commerce.prices
where amount_minor in (101, 102);

select * from tests.is_audited(
    'commerce.prices', (select id from t_row), '{"amount_minor": 101}'
);
select triggers_are(
    'commerce', 'prices',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate', 't90_uncache'
    ],
    'prices has exactly these triggers'
);

select * from finish();
rollback;
