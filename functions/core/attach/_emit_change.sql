-- core._emit_change: the event of one changed row of an attached table.
--
-- A webhook has the record of the listed columns, and is sent only if one of them
-- changed; a broadcast has the listed values that changed, or all of a new row. A
-- listed column that is not there any more is left out. Where an owner is named, a row
-- without a value there, or with one that no user's id can be, is heard by no user.

create or replace function core._emit_change(
    p_made core.attachments, p_keys text[], p_change core.row_change
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row constant jsonb := coalesce(p_change.new_doc, p_change.old_doc);
    v_topic constant text := core._change_topic(p_made, v_row);
    v_key constant jsonb := (
        select jsonb_object_agg(k.name, v_row -> k.name) from unnest(p_keys) as k (name)
    );
    v_record jsonb;
    v_changed jsonb;
begin
    select
        coalesce(jsonb_object_agg(c.name, v_row -> c.name), '{}'),
        coalesce(
            jsonb_agg(c.name order by c.place) filter (
                where (p_change.old_doc -> c.name)::text
                is distinct from (p_change.new_doc -> c.name)::text
            ),
            '[]'
        )
    into v_record, v_changed
    from jsonb_array_elements_text(coalesce(p_made.options -> 'columns', '[]'))
    with ordinality as c (name, place)
    where v_row ? c.name;
    if v_topic is null
        or p_made.kind = 'webhooks'
        and p_change.operation = 'update'
        and v_changed = '[]'
    then
        return;
    end if;

    perform core.emit(
        format(
            '%s.%s', replace(p_made.name, ':', '.'), core._verb_of(p_change.operation)
        ),
        v_topic,
        p_change.id,
        jsonb_build_object('v', 1, 'key', v_key) || case
            when p_made.kind = 'webhooks' then jsonb_build_object(
                'table', p_made.table_name,
                'record', v_record,
                'changed',
                case p_change.operation when 'update' then v_changed else '[]' end
            )
            when p_change.operation = 'delete' then '{}'
            else jsonb_build_object(
                'changed',
                (
                    select coalesce(jsonb_object_agg(e.key, e.value), '{}')
                    from jsonb_each(v_record) as e
                    where p_change.operation = 'insert' or v_changed ? e.key
                )
            )
        end
    );
end;
$$;

comment on function core._emit_change(core.attachments, text[], core.row_change) is
    'Emits <name>.<verb>.';
