-- Proves functions/concerts/graphql/run_persisted_query.sql.
begin;
select plan(8);

-- Given: the id of a document, and no pg_graphql.
select set_config('tests.id', q.id, true)
from concerts.persisted_queries as q
where q.name = 'ShowPage';

select set_config('role', 'anon', true);
select throws_ok(
    $$ select api.run_persisted_query(current_setting('tests.id')) $$,
    'PT501', 'concerts.graphql_not_served', 'without pg_graphql it says so'
);

-- Given: a double of pg_graphql that returns what it is asked, by whom and where.
select set_config('role', 'none', true);
create schema if not exists graphql;
create function graphql.resolve(
    query text, variables jsonb default '{}', "operationName" text default null,
    extensions jsonb default null
)
    returns jsonb
    language sql
    volatile
as $$
    select jsonb_build_object(
        'data', jsonb_build_object(
            'query', query, 'variables', variables, 'role', current_user,
            'schemas', current_schemas(false)
        )
    );
$$;
grant usage on schema graphql to anon;
grant execute on function graphql.resolve(text, jsonb, text, jsonb) to anon;

select set_config('role', 'anon', true);
select is(
    (api.run_persisted_query(current_setting('tests.id'), '{"id": "1"}') -> 'data')
    - 'query'::text,
    '{"variables": {"id": "1"}, "role": "anon", "schemas": ["api"]}'::jsonb,
    'the document runs as the caller, and finds schema api only'
);
select is(
    encode(sha256(convert_to(
        api.run_persisted_query(current_setting('tests.id'), null) #>> '{data,query}',
        'UTF8'
    )), 'hex'),
    current_setting('tests.id'),
    'it is the document of the id; null variables are none'
);
select is(
    current_setting('search_path'),
    (
        select s.reset_val
        from pg_settings as s
        where s.name = 'search_path'
    ),
    'the search path of the caller stays'
);
select throws_ok(
    $$ select api.run_persisted_query('{ artistCollection { totalCount } }') $$,
    'PT404', 'concerts.unknown_query', 'a text is not an id'
);
select throws_ok(
    $$ select api.run_persisted_query(null) $$,
    'PT404', 'concerts.unknown_query', 'null is not an id'
);
select throws_ok(
    $$ select api.run_persisted_query(current_setting('tests.id'), '[]') $$,
    'PT422', 'core.invalid_argument', 'variables are an object'
);
select throws_ok(
    $$ select api.run_persisted_query(
        current_setting('tests.id'), jsonb_build_object('id', repeat('1', 200000))
    ) $$,
    'PT422', 'core.invalid_argument', 'of a bounded size'
);

select * from finish();
rollback;
