-- Proves functions/core/partitions/maintain_partitions.sql.
begin;
select plan(6);

-- Given: a table kept for 30 days, one kept for ever, and one that does not exist.
create table core.t_cut (at timestamptz not null) partition by range (at);
create table core.t_kept (at timestamptz not null) partition by range (at);
insert into core.partitioned_tables (table_name, every, ahead, keep)
values
    ('core.t_cut', '1 day', 2, '30 days'),
    ('core.t_gone', '1 day', 2, null),
    ('core.t_kept', '1 month', 1, null);
select tests.set_clock('2032-01-10 12:00+00');

set local role app_worker;
select results_eq(
    $$ select table_name, made, dropped, failure is null
       from core.maintain_partitions() where table_name ~ '^core.t_' $$,
    $$ values
        (
            'core.t_cut',
            array[
                'core.t_cut_p2032_01_10',
                'core.t_cut_p2032_01_11',
                'core.t_cut_p2032_01_12'
            ],
            '{}'::text[], true
        ),
        ('core.t_gone', '{}', '{}', false),
        (
            'core.t_kept',
            array['core.t_kept_p2032_01', 'core.t_kept_p2032_02'],
            '{}', true
        ) $$,
    'every table gets its partitions; a broken one does not hold up those after it'
);
select matches(
    (
        select failure from core.maintain_partitions()
        where table_name = 'core.t_gone'
    ),
    '42P01: .*t_gone',
    'what failed is named with its error'
);

reset role;
select tests.set_clock('2032-02-10 12:00+00');
set local role app_worker;
select set_eq(
    $$ select unnest(dropped) from core.maintain_partitions()
       where table_name = 'core.t_cut' $$,
    array['core.t_cut_p2032_01_10'],
    'what ended longer ago than it is kept is dropped'
);
reset role;
select is(
    (select count(*) from core._partition_bounds('core.t_kept')), 3::bigint,
    'a table without retention keeps everything'
);

set local role service_role;
select lives_ok(
    'select core.maintain_partitions()',
    'an operator''s backend may run it'
);
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select core.maintain_partitions()', '42501', null,
    'a signed-in user may not'
);

select * from finish();
rollback;
