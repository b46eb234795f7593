-- filters._config_fault: what is wrong with the form of a configuration, or null.

create or replace function filters._config_fault(p_config jsonb)
    returns text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_types constant jsonb := '{
        "name": ["string"], "label": ["string"], "source": ["string"],
        "column": ["string"], "path": ["array", "null"], "parent": ["string", "null"],
        "position": ["number"], "debounce_ms": ["number"], "roles": ["array", "null"],
        "master": ["object", "null"], "prune_after": ["string", "null"],
        "protected": ["array"], "reason": ["string"]
    }'::jsonb;
    v_fault text;
begin
    if jsonb_typeof(p_config) is distinct from 'object' then
        return 'The configuration is not a JSON object.';
    end if;
    select
        case
            when not v_types ? e.key
                then format('%s is not a known key.', core.excerpt(e.key))
            else format('%s is a JSON %s.', e.key, jsonb_typeof(e.value))
        end
    into v_fault
    from jsonb_each(p_config) as e
    where not coalesce(v_types -> e.key ? jsonb_typeof(e.value), false)
    order by e.key
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    select format('%s contains a text of more than 500 characters.', e.key)
    into v_fault
    from jsonb_each(p_config) as e
    cross join lateral jsonb_path_query(e.value, 'strict $.**') as t (value)
    where jsonb_typeof(t.value) = 'string' and length(t.value #>> '{}') > 500
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    select format('%s contains an item that is not a string.', e.key)
    into v_fault
    from jsonb_each(p_config) as e
    where
        jsonb_typeof(e.value) = 'array'
        and (
            jsonb_path_exists(e.value, 'strict $[*] ? (@.type() != "string")')
            or (e.value = '[]' and e.key <> 'protected')
        )
    limit 1;
    if v_fault is not null then
        return v_fault;
    end if;

    return case
        when coalesce(p_config ->> 'name', '') !~ '^[a-z][a-z_]{0,62}$'
            then 'name is not 1 to 63 lower-case letters and _, starting with a letter.'
        when p_config ->> 'label' = '' or length(p_config ->> 'label') > 200
            then 'label is empty or has more than 200 characters.'
        when (p_config ->> 'debounce_ms')::numeric not between 0 and 1000
            or (p_config ->> 'debounce_ms')::numeric % 1 <> 0
            then 'debounce_ms is not a whole number from 0 to 1000.'
        when (p_config ->> 'position')::numeric not between 1 and 1000000
            or (p_config ->> 'position')::numeric % 1 <> 0
            then 'position is not a whole number from 1 to 1000000.'
        when p_config -> 'master' <> 'null' and (
            (p_config -> 'master') - array['table', 'key', 'label'] <> '{}'
            or not (p_config -> 'master') ?& array['table', 'key', 'label']
            or jsonb_path_exists(
                p_config -> 'master', 'strict $.* ? (@.type() != "string")'
            )
        ) then 'master is not {table, key, label}.'
        when not filters._is_interval(p_config ->> 'prune_after')
            then 'prune_after is not an interval, as `30 days`, from 0 to 100 years.'
    end;
end;
$$;

comment on function filters._config_fault(jsonb) is
    'A sentence, or null: unknown keys, wrong types, values out of range.';
