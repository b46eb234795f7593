-- filters.discover_dimensions: the columns of a table that would make good dimensions.
--
-- It uses the statistics of ANALYZE and a sample of at most 5,000 rows. The only
-- argument that reaches a query is the name of a table on the owner's list. Definer:
-- callers may read samples of listed tables, but not the tables.

create or replace function filters.discover_dimensions(p_table_name text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source regclass;
    v_answer jsonb;
begin
    perform core.require_role('admin');
    v_source := filters._check_source(p_table_name);

    with found as materialized (
        select * from filters._assess_columns(v_source)
    ),

    parent as (
        select p.child, p.parent
        from filters._guess_parents(
            v_source, array(select f.place from found as f where f.score > 0.2)
        ) as p
    )

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'column', f.column_name,
                'path', to_jsonb(f.path),
                'type', f.type,
                'distinct', f.distinct_count,
                'null_share', f.null_share,
                'samples', to_jsonb(f.samples),
                'parent', (
                    select jsonb_build_object('column', o.column_name, 'path', to_jsonb(o.path))
                    from parent as p
                    inner join found as o on p.parent = o.place
                    where p.child = f.place
                ),
                'score', f.score,
                'reason', f.reason,
                'registered_as', (
                    select min(d.name)
                    from filters.dimensions as d
                    where
                        d.source_table = v_source
                        and d.column_name = f.column_name
                        and d.counted_by = 'counters'
                        and d.json_path is not distinct from f.path
                )
            )
            order by f.score desc, f.place
        ),
        '[]'
    )
    into v_answer
    from found as f;
    return v_answer;
end;
$$;

grant execute on function filters.discover_dimensions(text)
to authenticated, service_role;

comment on function filters.discover_dimensions(text) is
$$Columns of a table that could be dimensions, best first; for app role admin.

They are those that filters.allow_source lists. distinct is an estimate. parent is a
column of which each value here has only one in the sample. null_share is null for an
empty table.
Returns: [{column: text, path: [text] | null, type: text, distinct: bigint, null_share:
numeric | null, samples: [text], parent: {column: text, path: [text] | null} | null,
score: numeric, reason: text, registered_as: text | null}]
Units: null_share and score from 0 to 1.
Errors: PT403 core.not_permitted, PT422 filters.invalid_source.
Example: {"table_name": "filters.transactions"}
Budget: 200 ms.
$$;
