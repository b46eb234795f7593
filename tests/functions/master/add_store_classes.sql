-- Proves functions/master/add_store_classes.sql.
begin;
select plan(2);

-- Given: a class with a name of its own.
insert into master.store_classes (code, name)
values ('X', 'Kiosks');

do $$ begin perform master.add_store_classes('{Y, X, null, Y}'); end $$;
select results_eq(
    $$ select code, name from master.store_classes
       where code >= 'X' order by code collate "C" $$,
    $$ values ('X', 'Kiosks'), ('Y', 'Class Y') $$,
    'a new code is added once; a known one stays as it is'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select master.add_store_classes('{Z}') $$, '42501', null,
    'callers add none'
);

select * from finish();
rollback;
