-- Proves functions/commerce/sync/_join_state.sql.
begin;
select plan(7);

-- Given: states of one side.
create function pg_temp.state(p_value text, p_version bigint, p_at text, p_seen bigint)
returns jsonb
language sql as $$
    select jsonb_build_object(
        'value', p_value, 'version', p_version, 'at', p_at, 'seen', p_seen
    )
$$;

select is(
    commerce._join_state(null, pg_temp.state('a', 1, '1', 0)),
    pg_temp.state('a', 1, '1', 0), 'no state has no effect'
);
select is(
    commerce._join_state(pg_temp.state('a', 1, '1', 0), null),
    pg_temp.state('a', 1, '1', 0), 'on either side'
);
select is(
    commerce._join_state(pg_temp.state('a', 2, '1', 0), pg_temp.state('b', 1, '9', 9)),
    pg_temp.state('a', 2, '1', 0), 'the higher version stays, whatever its time'
);
select is(
    commerce._join_state(pg_temp.state('a', 2, '1', 0), pg_temp.state('b', 10, '0', 9)),
    pg_temp.state('b', 10, '0', 9), 'versions are numbers'
);
select is(
    commerce._join_state(pg_temp.state('a', 1, '2', 0), pg_temp.state('a', 1, '1', 3)),
    pg_temp.state('a', 1, '1', 3), 'one value under one version is no contradiction'
);
select is(
    commerce._join_state(pg_temp.state('a', 1, '1', 0), pg_temp.state('b', 1, '1', 0)),
    pg_temp.state('b', 1, '1', 0) || '{"is_contradicted": true}',
    'two values are, and the greater one stays'
);
select is(
    commerce._join_state(
        pg_temp.state('b', 1, '1', 0) || '{"is_contradicted": true}',
        pg_temp.state('c', 2, '1', 0)
    ),
    pg_temp.state('c', 2, '1', 0), 'until a later version comes'
);

select * from finish();
rollback;
