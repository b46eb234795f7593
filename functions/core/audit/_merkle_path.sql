-- core._merkle_path: the root over some leaves, and the path from one leaf to it.
--
-- The tree of RFC 6962, level by level on arrays, so n leaves take n hashes. `path`
-- has, from the leaf upwards, each neighbour and its side.

create or replace function core._merkle_path(
    p_leaves bytea[],
    p_place bigint default null,
    out root bytea,
    out path jsonb
)
    returns record
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_level bytea[] := p_leaves;
    v_place bigint := p_place;
    v_neighbour bigint;
begin
    path := '[]';
    while cardinality(v_level) > 1 loop
        v_neighbour := case when v_place % 2 = 1 then v_place + 1 else v_place - 1 end;
        if v_level[v_neighbour] is not null then
            path := path || jsonb_build_object(
                'side', case when v_neighbour > v_place then 'right' else 'left' end,
                'sha256', encode(v_level[v_neighbour], 'hex')
            );
        end if;
        v_place := (v_place + 1) / 2;
        v_level := core._merkle_level(v_level);
    end loop;

    root := v_level[1];
end;
$$;

comment on function core._merkle_path(bytea[], bigint) is
    'Root of an RFC 6962 tree; with p_place (from 1), the inclusion path of that leaf.';
