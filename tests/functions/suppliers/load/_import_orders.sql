-- Proves functions/suppliers/load/_import_orders.sql.
begin;
select plan(5);

-- Given: loaded lines; the vendor of one is not known yet.
select tests.staged_lines();
select suppliers._load_order_lines('pg_temp.staged_lines')::text;

select is(
    suppliers._import_orders(),
    '{"projects": 1, "suppliers": 1, "templates": 2, "tasks": 2}',
    'all that the lines need is made'
);
select is(
    (select p.status from suppliers.projects as p
where p.code = '900-XA'), 'closed',
    'a project is closed where all has come'
);
select suppliers._load_orders('pg_temp.staged_orders')::text;
update suppliers.orders set delivered_on = null
where true;
select is(
    suppliers._import_orders(),
    '{"projects": 0, "suppliers": 1, "templates": 0, "tasks": 1}',
    'later lines are added'
);
select is(
    (select p.status from suppliers.projects as p
where p.code = '900-XA'), 'active',
    'and open it where they have not come'
);
select is(
    suppliers._import_orders(),
    '{"projects": 0, "suppliers": 0, "templates": 0, "tasks": 0}',
    'again it changes nothing'
);

select * from finish();
rollback;
