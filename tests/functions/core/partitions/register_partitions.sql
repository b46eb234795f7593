-- Proves functions/core/partitions/register_partitions.sql.
begin;
select plan(3);

-- Given: a table that an installation partitions.
create table core.t_cut (at timestamptz not null) partition by range (at);
do $$ begin perform core.register_partitions('core.t_cut', '1 month', 2); end $$;
select ok(
    (select m.made <> '{}' from core.maintain_partitions() as m
     where m.table_name = 'core.t_cut'),
    'its partitions are made'
);
update core.partitioned_tables set keep = '1 year'
where table_name = 'core.t_cut';
do $$ begin
    perform core.register_partitions('core.t_cut', '1 day', 3, 'core.f');
end $$;
select results_eq(
    $$ select every, ahead, before_drop from core.partitioned_tables
       where table_name = 'core.t_cut' $$,
    $$ values (interval '1 day', 3, 'core.f') $$, 'a second call changes how'
);
select is(
    (select keep from core.partitioned_tables
where table_name = 'core.t_cut'),
    interval '1 year', 'and leaves what the operator owns'
);

select * from finish();
rollback;
