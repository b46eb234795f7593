-- suppliers._order_templates: the templates of a project in a topological order; raises
-- on a cycle.
--
-- The node of an id is found by a binary search: a join could be planned as a loop over
-- all pairs, since the server does not know how long an array is.

create or replace function suppliers._order_templates(p_project_id bigint)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_sorted bigint[];
    v_nodes integer[];
    v_from integer[];
    v_to integer[];
    v_order integer[];
begin
    select
        coalesce(array_agg(t.id order by t.node), '{}'),
        coalesce(array_agg(t.id order by t.id), '{}'),
        coalesce(array_agg(t.node order by t.id), '{}')
    into v_ids, v_sorted, v_nodes
    from (
        select
            o.id,
            row_number() over (order by o.canonical_due_on, o.id)::integer as node
        from suppliers.task_templates as o
        where o.project_id = p_project_id
    ) as t;

    select
        coalesce(array_agg(e.from_node order by e.from_node, e.to_node), '{}'),
        coalesce(array_agg(e.to_node order by e.from_node, e.to_node), '{}')
    into v_from, v_to
    from (
        select
            v_nodes[width_bucket(d.predecessor_id, v_sorted)] as from_node,
            v_nodes[width_bucket(d.template_id, v_sorted)] as to_node
        from suppliers.task_dependencies as d
        where d.project_id = p_project_id
    ) as e;
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
