-- Proves functions/core/partitions/ensure_partitions.sql.
begin;
select plan(19);

-- Given: a table cut by time that refuses TRUNCATE and DELETE, with a default
-- partition, on the last evening of a leap February in UTC.
create function core.tg_t_cut__refuse()
    returns trigger
    language plpgsql
as $$
begin
    raise exception 'refused' using errcode = 'PT409';
end;
$$;
create table core.t_cut (
    id bigint generated always as identity,
    at timestamptz not null,
    note text,
    constraint t_cut_note_check check (note <> '')
) partition by range (at);
create index on core.t_cut (id);
create table core.t_cut_default partition of core.t_cut default;
create trigger t20_refuse before delete on core.t_cut
for each row execute function core.tg_t_cut__refuse();
create trigger t20_refuse_truncate before truncate on core.t_cut
for each statement execute function core.tg_t_cut__refuse();
select tests.set_clock('2032-02-29 23:00+00');
set local timezone = 'Asia/Manila';

select results_eq(
    $$ select core.ensure_partitions('core.t_cut', '1 month', 2) $$,
    array['core.t_cut_p2032_02', 'core.t_cut_p2032_03', 'core.t_cut_p2032_04'],
    'the current month and the next two are made, cut in UTC'
);
select is_empty(
    $$ select core.ensure_partitions('core.t_cut', '1 month', 2) $$,
    'a second call finds everything made'
);
select results_eq(
    $$ select partition::text, from_at, until_at
       from core._partition_bounds('core.t_cut') where from_at is not null $$,
    $$ values
        ('core.t_cut_p2032_02', '2032-02-01 00:00+00'::timestamptz,
            '2032-03-01 00:00+00'::timestamptz),
        ('core.t_cut_p2032_03', '2032-03-01 00:00+00', '2032-04-01 00:00+00'),
        ('core.t_cut_p2032_04', '2032-04-01 00:00+00', '2032-05-01 00:00+00') $$,
    'their bounds meet without a gap'
);
select is_empty(
    $$ select c.oid::regclass from pg_class as c
       inner join pg_inherits as i on c.oid = i.inhrelid
       where i.inhparent = 'core.t_cut'::regclass and not c.relrowsecurity
       and c.relname <> 't_cut_default' $$,
    'every new partition has row-level security'
);
select has_index('core', 't_cut_p2032_03', 't_cut_p2032_03_id_idx', 'and the index');

select lives_ok(
    $$ insert into core.t_cut (at, note) values ('2032-03-05', 'x') $$,
    'a row goes through the table into its partition'
);
select isnt(
    (select id from core.t_cut_p2032_03), null,
    'with an id of the table''s'
);
select throws_ok(
    $$ delete from core.t_cut_p2032_03 where true $$, 'PT409', null,
    'row triggers of the table hold on a partition'
);
select throws_ok(
    'truncate core.t_cut_p2032_03', 'PT409', null,
    'and so do those on TRUNCATE'
);
select throws_ok(
    $$ insert into core.t_cut_p2032_03 (id, at, note) overriding system value
       values (9, '2032-03-05', '') $$,
    '23514', null,
    'and checks'
);

-- Given: no maintenance until June, and rows in the default partition.
select tests.set_clock('2032-06-10 00:00+00');
insert into core.t_cut (at, note)
values
    ('2032-06-01 00:00+00', 'june'),
    ('2032-07-01 00:00+00', 'july'),
    ('2032-05-31 23:59+00', 'may');
select is(
    (select count(*) from core.t_cut_default), 3::bigint,
    'without a partition rows fall into the default one; no writer fails'
);
select set_eq(
    $$ select core.ensure_partitions('core.t_cut', '1 month', 1) $$,
    array['core.t_cut_p2032_06', 'core.t_cut_p2032_07'],
    'late partitions are made all the same'
);
select results_eq(
    $$ select tableoid::regclass::text, note
       from core.t_cut where id > 1 order by id $$,
    $$ values
        ('core.t_cut_p2032_06', 'june'),
        ('core.t_cut_p2032_07', 'july'),
        ('core.t_cut_default', 'may') $$,
    'and take their rows out of the default partition'
);
select throws_ok(
    $$ delete from core.t_cut_default where true $$, 'PT409', null,
    'the default partition is guarded again afterwards'
);

select results_eq(
    format(
        $$ select core.ensure_partitions('core.t_cut', %L, 0) $$, t.every
    ), array[t.name],
    format('a partition may span %s', t.every)
)
from (
    values
    (interval '1 day', '2033-03-04', 'core.t_cut_p2033_03_04'),
    (interval '1 hour', '2034-03-04 05:30', 'core.t_cut_p2034_03_04_05')
) as t (every, clock, name)
where tests.set_clock((t.clock || '+00')::timestamptz) is not null;

select is(
    tests.refusal($$ select core.ensure_partitions('core.t_cut', '2 days', 1) $$)
    ->> 'key',
    'core.invalid_argument',
    'another span is refused'
);
select is(
    tests.refusal($$ select core.ensure_partitions('core.settings', '1 day', 1) $$)
    ->> 'key',
    'core.invalid_argument',
    'a table that is not cut by time is refused'
);
select function_privs_are(
    'core', 'ensure_partitions', array['regclass', 'interval', 'integer'],
    'app_worker', '{}'::text[],
    'the worker cannot make partitions of its choice'
);

select * from finish();
rollback;
