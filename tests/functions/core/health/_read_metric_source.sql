-- Proves functions/core/health/_read_metric_source.sql.
begin;
select plan(8);

select is_empty(
    $$ select m.name
       from core.metric_sources as m
       where tests.refusal(format('select core._read_metric_source(%L)', m.name)) is not null $$,
    'every metric of this release can be read'
);

-- Given: five series where two may be, and one without a value.
insert into core.metric_sources (name, module, kind, help, query, max_series)
values
(
    't_things', 'core', 'gauge', 'Things.',
    'select jsonb_build_object(''size'', n::text), n from generate_series(1, 5) as n '
    'union all select ''{"size": "none"}'', null;',
    2
),
(
    't_writes', 'core', 'gauge', 'Things.',
    'delete from core.settings where true returning ''{}''::jsonb, 1', 2
),
('t_none', 'core', 'gauge', 'Things.', 'select ''{}''::jsonb, 1 where false', 2);

select set_eq(
    $$ select s.value #>> '{labels,size}', (s.value ->> 'value')::int
       from jsonb_array_elements(core._read_metric_source('t_things')) as s (value) $$,
    $$ values ('5', 5), ('4', 4), ('other', 6) $$,
    'the biggest series stand alone, the rest is added up'
);
-- Given: a counter whose query orders its series.
create temporary table t_counts (id int, rpc text, calls int);
grant select on t_counts to public;
insert into t_counts values (1, 'a', 1), (2, 'b', 2), (3, 'c', 9), (4, 'd', 4);
insert into core.metric_sources (name, module, kind, help, query, max_series)
values (
    't_calls_total', 'core', 'counter', 'Calls.',
    'select jsonb_build_object(''rpc'', t.rpc), t.calls from pg_temp.t_counts as t '
    'order by t.id', 2
);
create function pg_temp.calls() returns jsonb
    language sql
    return (
        select jsonb_object_agg(s.value #>> '{labels,rpc}', s.value -> 'value')
        from
            jsonb_array_elements(core._read_metric_source('t_calls_total')) as s (value)
    );
select is(
    pg_temp.calls(),
    '{"a": 1, "b": 2, "other": 13}',
    'of a counter the first stand alone'
);
update t_counts set calls = calls + 100
where rpc = 'd';
select is(
    pg_temp.calls(), '{"a": 1, "b": 2, "other": 113}',
    'and whatever grows, none of them falls'
);
select is(
    core._read_metric_source('t_none'), null,
    'no series is nothing'
);
select throws_ok(
    $$ select core._read_metric_source('t_writes') $$,
    null, null,
    'a query that writes is refused'
);
select lives_ok(
    $$ update core.settings set value = '1' where name = 'core.health_live_ms' $$,
    'the transaction may write as before'
);
delete from core.metric_sources
where name = 't_writes';
select is_empty(
    $$ select m.name
       from core.metric_sources as m
       cross join lateral jsonb_array_elements(core._read_metric_source(m.name)) as s (value)
       cross join lateral jsonb_object_keys(s.value -> 'labels') as k (label)
       where k.label !~ '^[a-z][a-z_]*$' $$,
    'labels have names that Prometheus takes'
);

select * from finish();
rollback;
