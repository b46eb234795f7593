-- Proves functions/suppliers/load/_load_suppliers.sql.
begin;
select plan(4);

-- Given: two suppliers as texts.
create temporary table staged (code text, name text, country text, is_active text);
insert into pg_temp.staged values
('acme-1', 'Acme  Kits', 'de', null), ('1492', 'Bolt', null, 'no');

select is(
    suppliers._load_suppliers('pg_temp.staged'), 2::bigint, 'each row is a supplier'
);
select results_eq(
    $$ select code, name, country, is_active from suppliers.suppliers order by code $$,
    $$ values ('1492', 'Bolt', null, false), ('ACME-1', 'Acme Kits', 'DE', true) $$,
    'in the form in which texts are stored; one is active unless the file says no'
);
select throws_ok(
    $$ select suppliers._load_suppliers('pg_temp.staged') $$, '23505', null,
    'a code comes once'
);
update pg_temp.staged set code = 'X-' || code, is_active = 'maybe'
where true;
select throws_ok(
    $$ select suppliers._load_suppliers('pg_temp.staged') $$, '22P02', null,
    'what is no boolean is refused'
);

select * from finish();
rollback;
