-- concerts.resolve_record: the present id of a record, and all its old ones.
--
-- Definer: the registry of entities is not for callers.

create or replace function concerts.resolve_record(p_entity text, p_id bigint)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant text := (
        select e.table_name from concerts.merge_entities as e where e.entity = p_entity
    );
    v_id bigint;
    v_is_there boolean := false;
begin
    if v_table is null then
        perform core.raise_error(
            'core.invalid_argument',
            format('%L is not an entity.', core.excerpt(p_entity))
        );
    end if;
    v_id := concerts._present_id(p_entity, p_id);
    execute format(
        'select exists (select from %s as t where t.id = $1)', v_table::regclass
    )
    into v_is_there
    using v_id;
    if not v_is_there then
        perform core.raise_error(
            'concerts.unknown_record',
            format('There is no %s %s.', p_entity, coalesce(p_id::text, 'null'))
        );
    end if;
    return jsonb_build_object(
        'entity', p_entity,
        'id', v_id,
        'is_redirected', v_id <> p_id,
        'old_ids', (
            select coalesce(jsonb_agg(o.from_id order by o.from_id), '[]')
            from (
                select r.from_id
                from concerts.redirects as r
                where r.entity = p_entity and r.to_id = v_id
                order by r.from_id
                limit 500
            ) as o
        )
    );
end;
$$;

grant execute on function concerts.resolve_record(text, bigint)
to anon, authenticated, service_role;

comment on function concerts.resolve_record(text, bigint) is
$$Return where an id leads: ids of merged records redirect.

old_ids are up to 500 ids under which audit and events know it.
Returns: {entity: "artist" | "venue" | "show" | "song" | "setlist" | "setlist_song", id:
bigint, is_redirected: boolean, old_ids: [bigint]}
Errors: PT404 concerts.unknown_record, PT422 core.invalid_argument.
Example: {"entity": "venue", "id": 2002}
Budget: 50 ms.
$$;
