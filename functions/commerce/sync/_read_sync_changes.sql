-- commerce._read_sync_changes: changes as field states; raises if one is invalid.
--
-- A time that is more than 5 minutes ahead becomes the server's, so one fast clock does
-- not win every conflict.

create or replace function commerce._read_sync_changes(p_changes jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_sku constant text := '[A-Z0-9][A-Z0-9._/-]{0,63}';
    v_changes constant jsonb := core.read_records(
        'changes', p_changes,
        '{"entity": "text", "external_id": "text", "version": "bigint", "at": "time",
        "seen": "bigint"}',
        1000, 'Change', 'commerce.invalid_changes', 'commerce.too_many_changes'
    );
    v_fault text;
begin
    select format('Change %s: %s.', c.place, f.fault)
    into v_fault
    from jsonb_array_elements(v_changes) with ordinality as c (change, place)
    cross join lateral (
        select case
            when commerce._sync_field_kinds(c.change ->> 'entity') is null
                then 'entity is not product, inventory or order'
            when c.change ->> 'external_id' ~ case c.change ->> 'entity'
                when 'inventory' then '^' || c_sku || '@[A-Z0-9][A-Z0-9._-]{0,39}$'
                else '^[!-~]{1,100}$'
            end is not true
                then 'external_id has an invalid form'
            when ((c.change ->> 'version')::bigint >= 1) is not true
                then 'version is not a number from 1'
            when (c.change ->> 'seen')::bigint < 0 then 'seen is below 0'
            when c.change ->> 'at' is null then 'at is missing'
            when jsonb_typeof(c.change -> 'fields') is distinct from 'object'
                then 'fields is not an object'
            when c.change -> 'fields' = '{}' then 'fields is empty'
        end as fault
    ) as g
    cross join lateral (
        select g.fault
        where g.fault is not null
        union all
        select format('%s %s', core.excerpt(e.key), v.fault)
        from jsonb_each(
            case when g.fault is null then c.change -> 'fields' end
        ) as e
        cross join lateral commerce._sync_value_fault(
            commerce._sync_field_kinds(c.change ->> 'entity') -> e.key, e.value
        ) as v (fault)
        where v.fault is not null
    ) as f
    order by c.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error('commerce.invalid_changes', v_fault);
    end if;

    return (
        select coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'entity', c.change -> 'entity',
                    'external_id', c.change ->> 'external_id',
                    'fields', (
                        select jsonb_object_agg(
                            e.key,
                            jsonb_build_object('pms', jsonb_build_object(
                                'value', e.value,
                                'version', (c.change ->> 'version')::bigint,
                                'at', commerce._write_time(least(
                                    (c.change ->> 'at')::timestamptz,
                                    case
                                        when (c.change ->> 'at')::timestamptz
                                            > core.now() + interval '5 minutes'
                                            then core.now()
                                    end
                                )),
                                'seen', coalesce((c.change ->> 'seen')::bigint, 0)
                            ))
                        )
                        from jsonb_each(c.change -> 'fields') as e
                    )
                )
                order by c.place
            ),
            '[]'
        )
        from jsonb_array_elements(v_changes) with ordinality as c (change, place)
    );
end;
$$;

comment on function commerce._read_sync_changes(jsonb) is
$$[{entity, external_id, fields: {field: {pms: state}}}], in the order of the changes.

Errors: PT422 commerce.invalid_changes, commerce.too_many_changes.
$$;
