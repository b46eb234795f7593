-- Proves functions/filters/fold/emit_changes.sql.
begin;
select plan(9);

-- Given: the small shop.
select tests.small_shop();
create temporary table start as
select coalesce(max(id), 0) as id
from core.events;

-- Sets how long ago the last event was.
create function pg_temp.told_before(p_time interval) returns void language sql as $$
    update filters.dimension_states
    set emitted_at = clock_timestamp() - p_time
    where true
$$;

select is(filters.emit_changes(), 0::bigint, 'without changes there is no event');

-- Two folds, one message.
select tests.sell('b4', 'crisp', 'food/drinks', 1);
do $$ begin perform filters._fold_all(); end $$;
select tests.sell('b4', null, 'food/drinks', 2);
do $$ begin perform filters._fold_all(); end $$;
select tests.sell('b4', 'fizz', 'food/drinks', 3);
select is(
    filters.emit_changes(), 2::bigint,
    'one event per changed dimension, none for the others'
);
select results_eq(
    $$ select e.topic, e.payload -> 'updated', (e.payload -> 'version')::bigint
       from core.events as e
       where e.id > (select s.id from start as s)
       order by e.topic $$,
    $$ select v.topic, v.updated::jsonb, s.version
       from (
           values
           ('filters:brand', '["crisp"]'), ('filters:category', '["food/drinks"]')
       ) as v (topic, updated)
       cross join filters.dimension_states as s
       where s.dimension = 'brand' $$,
    'one message of all that is folded, and the version of that: later lines wait'
);
select is(
    (
        select bool_and(emitted_at > now())
        from filters.dimension_states
        where dimension in ('brand', 'category')
    ), true, 'when, is kept'
);

do $$ begin perform filters._fold_all(); end $$;
update filters.dimensions set debounce_ms = 1000
where name = 'brand';
do $$ begin perform pg_temp.told_before('0.9 seconds'); end $$;
select is(
    filters.emit_changes(), 1::bigint, 'a dimension with a recent event waits'
);
select is(
    (select array_agg(distinct dimension) from filters.value_changes), '{brand}',
    'and its changes with it'
);
do $$ begin perform pg_temp.told_before('1 second'); end $$;
select is(filters.emit_changes(), 1::bigint, 'until it is time');

do $$ begin perform pg_temp.told_before('1 hour'); end $$;
select tests.sell('b4', 'crisp', 'food/drinks', 4);
do $$ begin perform filters._fold_all(); end $$;
delete from filters.transactions
where price_minor = 4;
do $$ begin perform filters._fold_all(); end $$;
select is(
    filters.emit_changes(), 0::bigint, 'what came and went between is no news'
);

set local role app_worker;
select lives_ok(
    $$ select filters.emit_changes() $$, 'a worker may call it'
);

select * from finish();
rollback;
