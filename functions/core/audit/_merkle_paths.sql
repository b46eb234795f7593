-- core._merkle_paths: the paths from some leaves to the root, in one pass.
--
-- The sides of the neighbours follow from the place and the number of leaves, as in
-- RFC 9162, section 2.1.3.2.

create or replace function core._merkle_paths(p_leaves bytea[], p_places bigint[])
    returns table (place bigint, path jsonb)
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_level bytea[] := p_leaves;
    v_nodes bigint[] := p_places;
    v_paths jsonb[] := array_fill('[]'::jsonb, array[cardinality(p_places)]);
begin
    while cardinality(v_level) > 1 loop
        select
            array_agg((n.node + 1) / 2 order by n.number),
            array_agg(
                n.path || coalesce(to_jsonb(encode(l.hash, 'hex')), '[]')
                order by n.number
            )
        into v_nodes, v_paths
        from unnest(v_nodes, v_paths) with ordinality as n (node, path, number)
        left join unnest(v_level) with ordinality as l (hash, node)
            on l.node = n.node + case when n.node % 2 = 1 then 1 else -1 end;
        v_level := core._merkle_level(v_level);
    end loop;
    return query select * from unnest(p_places, v_paths);
end;
$$;

comment on function core._merkle_paths(bytea[], bigint[]) is
    'For each place (from 1) the hashes of the neighbours in hex, the lowest first.';
