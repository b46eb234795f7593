-- suppliers._order_templates: the templates of a project in a topological order; raises
-- on a cycle.

create or replace function suppliers._order_templates(p_project_id bigint)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := array(
        select t.id
        from suppliers.task_templates as t
        where t.project_id = p_project_id
        order by t.canonical_due_on, t.id
    );
    v_from integer[];
    v_to integer[];
    v_order integer[];
begin
    with node as (
        select u.id, u.place::integer as place
        from unnest(v_ids) with ordinality as u (id, place)
    )

    select
        coalesce(array_agg(f.place order by f.place, t.place), '{}'),
        coalesce(array_agg(t.place order by f.place, t.place), '{}')
    into v_from, v_to
    from suppliers.task_dependencies as d
    inner join node as f on d.predecessor_id = f.id
    inner join node as t on d.template_id = t.id
    where d.project_id = p_project_id;
    v_order := suppliers._topological_order(cardinality(v_ids), v_from, v_to);

    if cardinality(v_order) < cardinality(v_ids) then
        perform core.raise_error(
            'suppliers.dependency_cycle',
            format(
                'Each of these needs itself first, or one that does: %s.',
                (
                    select string_agg(c.code, ', ' order by c.code)
                    from (
                        select t.code
                        from unnest(v_ids) with ordinality as u (id, place)
                        inner join suppliers.task_templates as t on u.id = t.id
                        where u.place <> all(v_order)
                        order by t.code
                        limit 10
                    ) as c
                )
            )
        );
    end if;
    return array(
        select v_ids[o.node]
        from unnest(v_order) with ordinality as o (node, place)
        order by o.place
    );
end;
$$;

comment on function suppliers._order_templates(bigint) is
$$Ids of templates, each after its predecessors; of those that could come next, the
earliest due first.

Errors: PT422 suppliers.dependency_cycle.
$$;
