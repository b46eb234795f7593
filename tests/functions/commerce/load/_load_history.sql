-- Proves functions/commerce/load/_load_history.sql.
begin;
select plan(7);

-- Given: the small stock, of which no event was emitted, and a staged history.
select tests.small_stock();
select tests.staged_history();

select is(
    commerce._load_history('pg_temp.staged_products', 'pg_temp.staged_lines'),
    '{"locations": 2, "products": 4, "movements": 7}',
    'locations, products and movements are made'
);
select set_eq(
    $$ select e.entity_id from core.events as e
       where e.type = 'commerce.stock.changed' $$,
    $$ values ('SHIRT-S'), ('SHIRT-L'), ('MUG') $$,
    'stock that had moved before is emitted, what was loaded is not'
);
select is(
    (
        select r.read_id from commerce.ledger_readers as r
        where r.name = 'events'
    ),
    (select max(m.id) from commerce.stock_movements as m),
    'the reader of events is past the load'
);
select is(
    commerce._load_history('pg_temp.staged_products', 'pg_temp.staged_lines'),
    '{"locations": 0, "products": 0, "movements": 0}',
    'a second load changes nothing'
);
select is(
    (
        select count(*) from core.events as e
        where e.type = 'commerce.stock.changed'
    ),
    3::bigint, 'and emits nothing'
);
select tests.holds('commerce');

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select commerce._load_history('pg_catalog.pg_class', 'pg_catalog.pg_class') $$,
    '42501', null,
    'callers cannot load a history'
);

select * from finish();
rollback;
