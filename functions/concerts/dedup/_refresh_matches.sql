-- concerts._refresh_matches: read the facts of an entity again, where they changed.
--
-- Returns how many records changed. Those that are gone go from here, too. One at a
-- time: the row of the entity is locked.

create or replace function concerts._refresh_matches(p_entity text)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_facts text;
    v_changed bigint[];
begin
    select format(
        'select r.record_id, f.key as field, f.value'
        ' from %s as r'
        ' cross join lateral jsonb_each_text(to_jsonb(r) - ''record_id'') as f (key, value)'
        ' where f.value <> ''''',
        s.view_name::regclass
    )
    into strict v_facts
    from concerts.match_sources as s
    where s.entity = p_entity
    for update;
    execute format(
        'select array('
        '    select distinct coalesce(f.record_id, v.record_id)'
        '    from (%s) as f'
        '    full join ('
        '        select m.* from concerts.match_values as m where m.entity = $1'
        '    ) as v on f.record_id = v.record_id and f.field = v.field'
        '    where f.value is distinct from v.value'
        ')',
        v_facts
    )
    into v_changed
    using p_entity;
    if cardinality(v_changed) = 0 then
        return 0;
    end if;

    delete from concerts.match_values
    where entity = p_entity and record_id = any(v_changed);
    delete from concerts.match_keys
    where entity = p_entity and record_id = any(v_changed);
    execute format(
        'insert into concerts.match_values ('
        '    entity, record_id, field, value, folded, grams, signature'
        ' )'
        ' select'
        '     $1, f.record_id, f.field, f.value, n.folded, coalesce(g.grams, ''{}''),'
        '     concerts._sign_grams(g.grams)'
        ' from (%s and r.record_id = any($2)) as f'
        ' left join concerts.match_fields as m on m.entity = $1 and f.field = m.field'
        ' cross join lateral (values ('
        '     case'
        '         when m.kind = ''text'' then concerts._fold_text(f.value) else f.value'
        '     end'
        ' )) as n (folded)'
        ' cross join lateral (values ('
        '     case when m.kind = ''text'' then concerts._list_grams(n.folded) end'
        ' )) as g (grams)',
        v_facts
    )
    using p_entity, v_changed;
    insert into concerts.match_keys (entity, key, record_id)
    select distinct p_entity, k.key, v.record_id
    from concerts.match_values as v
    inner join concerts.match_sources as s on v.entity = s.entity
    inner join concerts.match_fields as f
        on v.entity = f.entity and v.field = f.field and f.is_key
    left join concerts.match_values as c
        on v.entity = c.entity and v.record_id = c.record_id and s.scope_field = c.field
    cross join lateral concerts._list_match_keys(
        f.kind, f.field, v.folded, coalesce(c.value, '')
    ) as k (key)
    where v.entity = p_entity and v.record_id = any(v_changed);
    return cardinality(v_changed);
end;
$$;

comment on function concerts._refresh_matches(text) is
    'Bring concerts.match_values and concerts.match_keys up to date; returns how many '
    'records changed.';
