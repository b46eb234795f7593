-- commerce._join_state: the later of two states of one field, written by one side.
--
-- A join of a semilattice: commutative, associative, idempotent. Under one version,
-- each part is joined by itself. Two values under one version are a contradiction,
-- which stays visible until a later version comes.

create or replace function commerce._join_state(p_one jsonb, p_other jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_one is null then p_other
        when p_other is null then p_one
        when (p_one ->> 'version')::bigint > (p_other ->> 'version')::bigint then p_one
        when (p_one ->> 'version')::bigint < (p_other ->> 'version')::bigint then p_other
        else
            jsonb_build_object(
                'version', p_one -> 'version',
                'value', case
                    when (p_one -> 'value')::text collate "C" >= (p_other -> 'value')::text
                        then p_one -> 'value'
                    else p_other -> 'value'
                end,
                'at', least(p_one ->> 'at' collate "C", p_other ->> 'at'),
                'seen', greatest(
                    (p_one ->> 'seen')::bigint, (p_other ->> 'seen')::bigint
                )
            )
            || case
                when p_one ? 'is_contradicted'
                    or p_other ? 'is_contradicted'
                    or p_one -> 'value' <> p_other -> 'value'
                    then '{"is_contradicted": true}'::jsonb
                else '{}'
            end
    end
$$;

comment on function commerce._join_state(jsonb, jsonb) is
    'Joins two states {value, version, at, seen} of one side; null is no state.';
