-- core._merkle_blocks: the nodes of a tree of RFC 6962 twelve levels above its leaves.
--
-- Each is the root over one block of 4096 leaves, the last one over what is left. A
-- path from a leaf to the root is the path within its block, then that from the block.

create or replace function core._merkle_blocks(p_leaves bytea[])
    returns bytea[]
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_nodes bytea[] := p_leaves;
begin
    for v_level in 1..12 loop
        v_nodes := core._merkle_level(v_nodes);
    end loop;
    return v_nodes;
end;
$$;

comment on function core._merkle_blocks(bytea[]) is
    'One hash for each block of 4096 leaves; null without leaves.';
