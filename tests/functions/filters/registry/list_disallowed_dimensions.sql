-- Proves functions/filters/registry/list_disallowed_dimensions.sql.
begin;
select plan(5);

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
update filters.allowed_sources set uses = '{master}'
where source_table = 't_shop.colours'::regclass;
update filters.allowed_sources set columns = '{size}'
where source_table = 't_shop.lines'::regclass;
select results_eq(
    $$ select dimension, fault from filters.list_disallowed_dimensions() $$,
    $$ values
        ('colour', 't_shop.lines is allowed without its column colour'),
        ('size', 't_shop.lines is allowed without its column colour') $$,
    'one whose column is not, and its children, which count pairs with it'
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
