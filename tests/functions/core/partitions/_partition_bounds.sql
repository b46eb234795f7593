-- Proves functions/core/partitions/_partition_bounds.sql.
begin;
select plan(3);

-- Given: a table with two partitions and a default one.
create table core.t_cut (at timestamptz not null) partition by range (at);
create table core.t_cut_b partition of core.t_cut
for values from ('2031-02-01 00:00+00') to ('2031-03-01 00:00+00');
create table core.t_cut_a partition of core.t_cut
for values from (minvalue) to ('2031-02-01 00:00+00');
create table core.t_cut_default partition of core.t_cut default;

set local datestyle = 'SQL, DMY';
set local timezone = 'Asia/Manila';
select results_eq(
    $$ select partition, from_at, until_at from core._partition_bounds('core.t_cut') $$,
    $$ values
        ('core.t_cut_b'::regclass, '2031-02-01 00:00+00'::timestamptz,
            '2031-03-01 00:00+00'::timestamptz),
        ('core.t_cut_a', null, '2031-02-01 00:00+00'),
        ('core.t_cut_default', null, null) $$,
    'bounds are read the same under every date style and time zone'
);
select is(
    current_setting('timezone'), 'Asia/Manila',
    'and the caller''s settings stay'
);
select is_empty(
    $$ select * from core._partition_bounds('core.settings') $$,
    'a table that is not cut has no partitions'
);

select * from finish();
rollback;
