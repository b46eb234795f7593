-- core._old_values: the old values that an audit entry keeps.
--
-- Of an updated row those that changed, as jsonb writes them: 1.0 and 1.00 are two. Of
-- a deleted one all; of a new one none. A masked one is `***`.

create or replace function core._old_values(
    p_old jsonb, p_new jsonb, p_masked text[]
)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_old is null then
        return null;
    end if;
    return (
        select coalesce(
            jsonb_object_agg(
                o.key,
                case when o.key = any(p_masked) then '"***"'::jsonb else o.value end
            ),
            '{}'
        )
        from jsonb_each(p_old) as o (key, value)
        where
            p_new is null
            or o.value::text is distinct from (p_new -> o.key)::text
    );
end;
$$;

comment on function core._old_values(jsonb, jsonb, text[]) is
    'The values before a change, from both rows as JSON; a row that is absent is null.';
