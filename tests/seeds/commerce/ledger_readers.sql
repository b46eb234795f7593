-- Proves sql/seeds/commerce/ledger_readers.sql.
begin;
select plan(1);

select set_eq(
    $$ select r.name, r.read_id from commerce.ledger_readers as r $$,
    $$ values ('events', 0::bigint) $$,
    'a reader that emits events begins with the first movement'
);

select * from finish();
rollback;
