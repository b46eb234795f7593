-- concerts.run_persisted_query: run a GraphQL document that is on the list.
--
-- pg_graphql offers what is in the schemas of the search path, with the rights of the
-- caller. Schema api is in it here and nowhere else, so its other documents find
-- nothing. Volatile, as a document may be a mutation. The catalog is asked, as a
-- caller may lack usage on schema graphql.

create or replace function concerts.run_persisted_query(
    p_id text, p_variables jsonb default '{}'
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variables constant jsonb := coalesce(
        core.read_json('variables', p_variables, 'object', 100000), '{}'
    );
    v_document constant text := (
        select q.document from concerts.persisted_queries as q where q.id = p_id
    );
    v_answer jsonb;
begin
    if v_document is null then
        perform core.raise_error(
            'concerts.unknown_query',
            format('There is no document %s.', coalesce(core.excerpt(p_id), 'null'))
        );
    end if;
    if not exists (
        select
        from pg_proc as p
        inner join pg_namespace as n on p.pronamespace = n.oid
        where n.nspname = 'graphql' and p.proname = 'resolve'
    ) then
        perform core.raise_error(
            'concerts.graphql_not_served', 'pg_graphql is not installed here.'
        );
    end if;
    perform set_config('search_path', 'api', true);
    execute format('select %I.%I($1, $2)', 'graphql', 'resolve')
    into v_answer
    using v_document, v_variables;
    return v_answer;
end;
$$;

grant execute on function concerts.run_persisted_query(text, jsonb)
to anon, authenticated, service_role;

comment on function concerts.run_persisted_query(text, jsonb) is
$$Run a GraphQL document of concerts.persisted_queries, with the caller's rights.

id: the SHA-256 of the document. The answer is that of GraphQL. It needs pg_graphql;
elsewhere /graphql/v1 takes the same ids.
Takes: {variables: {[text]: jsonb} | null}
Returns: {data?: {[text]: jsonb} | null, errors?: [{[text]: jsonb}]}
Errors: PT404 concerts.unknown_query, PT501 concerts.graphql_not_served, PT422
core.invalid_argument.
Example: {"id": "5e88…", "variables": {"id": "1"}}
Budget: 250 ms.
$$;
