-- suppliers._topological_order: the nodes of a graph, each after its predecessors.
--
-- Kahn's algorithm (Communications of the ACM 5(11), 1962): nodes without a
-- predecessor come first; with each one its edges go. What stays is on a cycle or
-- behind one. Edges sorted by their start are a list of successors for each node.

create or replace function suppliers._topological_order(
    p_nodes integer, p_from integer[], p_to integer[]
)
    returns integer[]
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_open integer[] := array_fill(0, array[p_nodes]);
    v_first integer[] := array_fill(0, array[p_nodes]);
    v_order integer[] := '{}'::integer[];
    v_count integer := 0;
    v_read integer := 0;
    v_edge integer;
    v_to integer;
begin
    for i in reverse cardinality(p_from)..1 loop
        v_open[p_to[i]] := v_open[p_to[i]] + 1;
        v_first[p_from[i]] := i;
    end loop;
    for i in 1..p_nodes loop
        if v_open[i] = 0 then
            v_count := v_count + 1;
            v_order[v_count] := i;
        end if;
    end loop;

    while v_read < v_count loop
        v_read := v_read + 1;
        v_edge := v_first[v_order[v_read]];
        while v_edge > 0 and p_from[v_edge] = v_order[v_read] loop
            v_to := p_to[v_edge];
            v_open[v_to] := v_open[v_to] - 1;
            if v_open[v_to] = 0 then
                v_count := v_count + 1;
                v_order[v_count] := v_to;
            end if;
            v_edge := v_edge + 1;
        end loop;
    end loop;
    return v_order;
end;
$$;

comment on function suppliers._topological_order(integer, integer[], integer[]) is
$$Nodes 1 to p_nodes in an order in which every edge leads forward.

p_from and p_to: the edges, sorted by p_from. Nodes on a cycle, and those behind one, are
left out.
$$;
