-- Proves functions/filters/registry/list_disallowed_dimensions.sql.
begin;
select plan(4);

-- Given: the counted shop: colour has a master table, size has none.
select tests.counted_shop();

set local role app_reader;
select is_empty(
    $$ select * from filters.list_disallowed_dimensions() $$,
    'all is allowed'
);
reset role;
update filters.allowed_sources set uses = '{}'
where source_table = 't_shop.colours'::regclass;
select results_eq(
    $$ select dimension, fault from filters.list_disallowed_dimensions() $$,
    $$ values (
        'colour', 't_shop.colours is not a table that the owner allows for master'
    ) $$,
    'one whose master table is not'
);
alter table t_shop.lines enable row level security;
set local role service_role;
select results_eq(
    $$ select dimension from filters.list_disallowed_dimensions() $$,
    $$ values ('colour'), ('size') $$,
    'and those whose source has been protected since'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from filters.list_disallowed_dimensions() $$,
    '42501', null, 'for operators only'
);

select * from finish();
rollback;
