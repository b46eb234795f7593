-- core._compare_values: compare two values: -1, 0 or 1; null if that is impossible.
--
-- Numbers compare as numbers, times as times, other texts by their bytes.

create or replace function core._compare_values(p_left jsonb, p_right jsonb)
    returns integer
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_left) = 'number' and jsonb_typeof(p_right) = 'number'
            then sign((p_left #>> '{}')::numeric - (p_right #>> '{}')::numeric)::integer
        when
            (core._has_type(p_left, 'timestamp') or core._has_type(p_left, 'date'))
            and (core._has_type(p_right, 'timestamp') or core._has_type(p_right, 'date'))
            then
                sign(
                    extract(
                        epoch from
                        (p_left #>> '{}')::timestamptz - (p_right #>> '{}')::timestamptz
                    )
                )::integer
        when jsonb_typeof(p_left) = 'string' and jsonb_typeof(p_right) = 'string'
            then case
                when (p_left #>> '{}') collate "C" < (p_right #>> '{}') then -1
                when (p_left #>> '{}') = (p_right #>> '{}') then 0
                else 1
            end
        when jsonb_typeof(p_left) = 'boolean' and p_left = p_right then 0
    end
$$;

comment on function core._compare_values(jsonb, jsonb) is
$$The order of two JSON values; null if they are of different kinds.
$$;
