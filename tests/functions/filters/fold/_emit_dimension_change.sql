-- Proves functions/filters/fold/_emit_dimension_change.sql.
begin;
select plan(14);

-- Given: the small shop, its brands crisp and fizz of 2 and 4 lines.
select tests.small_shop();

-- Changes since the last event: a value and its count then.
create function pg_temp.changed(variadic p_changes text[])
    returns void
    language sql
as $$
    insert into filters.value_changes (dimension, value, was)
    select 'brand', split_part(c, ' ', 1), nullif(split_part(c, ' ', 2), '')::bigint
    from unnest(p_changes) as c
$$;
create function pg_temp.told() returns jsonb language sql as $$
    select e.payload from core.events as e order by e.id desc limit 1
$$;

do $$ begin perform pg_temp.changed('crisp 0'); end $$;
select is(filters._emit_dimension_change('brand', 7), 1, 'a value that came is news');
select is(
    pg_temp.told(),
    '{"v": 1, "dimension": "brand", "action": "added", "values": ["crisp"],
      "added": ["crisp"], "removed": [], "updated": [], "version": 7}',
    'it was added, at the version of the event'
);
select results_eq(
    $$ select type, topic, entity_id from core.events order by id desc limit 1 $$,
    $$ values ('filters.dimension.changed', 'filters:brand', 'brand') $$,
    'on the topic of its dimension'
);

do $$ begin perform pg_temp.changed('ant 5'); end $$;
select is(filters._emit_dimension_change('brand', 8), 1, 'so is one that went');
select is(
    pg_temp.told() - '{v, dimension}'::text[],
    '{"action": "removed", "values": ["ant"],
      "added": [], "removed": ["ant"], "updated": [], "version": 8}',
    'it was removed'
);

do $$ begin perform pg_temp.changed('crisp 1', 'fizz 5'); end $$;
select is(filters._emit_dimension_change('brand', 9), 1, 'and counts that moved');
select is(
    pg_temp.told() - '{v, dimension}'::text[],
    '{"action": "updated", "values": ["crisp", "fizz"],
      "added": [], "removed": [], "updated": ["crisp", "fizz"], "version": 9}',
    'they were updated'
);

do $$ begin
    perform pg_temp.changed('crisp');
    perform filters._emit_dimension_change('brand', 9);
end $$;
select is(
    pg_temp.told() -> 'updated', '["crisp"]', 'a value of another name is updated too'
);

do $$ begin perform pg_temp.changed('crisp 0', 'ant 1', 'fizz 5'); end $$;
select is(
    filters._emit_dimension_change('brand', 10), 1,
    'several at once are one event'
);
select is(
    pg_temp.told() - '{v, dimension}'::text[],
    '{"action": "changed", "values": ["crisp", "ant", "fizz"],
      "added": ["crisp"], "removed": ["ant"], "updated": ["fizz"], "version": 10}',
    'that says which did what'
);

do $$ begin perform pg_temp.changed('crisp 2', 'ant 0'); end $$;
create temporary table before as
select
    s.emitted_at,
    (select count(*) from core.events) as events
from filters.dimension_states as s
where s.dimension = 'brand';
select is(
    filters._emit_dimension_change('brand', 11), 0,
    'what cancelled out is no news'
);
select results_eq(
    $$ select
           s.emitted_at,
           (select count(*) from core.events) as events,
           (select count(*) from filters.value_changes) as waiting
       from filters.dimension_states as s
       where s.dimension = 'brand' $$,
    $$ select emitted_at, events, 0::bigint from before $$,
    'no event, no change is left, and the next event is not delayed'
);

do $$ begin
    perform pg_temp.changed(variadic array(
        select concat('x', n, ' 1') from generate_series(1, 99) as n
    ) || '{crisp 0, fizz 1}'::text[]);
    perform filters._emit_dimension_change('brand', 12);
end $$;
select is(
    pg_temp.told() - '{v, dimension}'::text[],
    '{"action": "changed", "values": [],
      "added": 1, "removed": 99, "updated": 1, "version": 12}',
    'more than a hundred are only counted'
);
do $$ begin
    perform pg_temp.changed(variadic array(
        select concat('x', n, ' 1') from generate_series(1, 100) as n
    ));
    perform filters._emit_dimension_change('brand', 13);
end $$;
select is(
    jsonb_array_length(pg_temp.told() -> 'removed'), 100, 'a hundred are named'
);

select * from finish();
rollback;
