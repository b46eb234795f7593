-- core.tg__emit_changes: emit the changed rows of an attached table.
--
-- The argument is the kind, broadcast or webhooks; options are those of
-- core.attachments. A listed column that is not there any more is left out, and
-- core.list_attachments names it. A broadcast is a hint, so a statement that changes
-- more than 50 rows is one summary per topic; a webhook is sent for each row. A row
-- without a value in its owner's column is heard by no user. Definer: no role may write
-- the log. Settings: each value has one spelling.

create or replace function core.tg__emit_changes()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC'
    set datestyle = 'ISO, YMD'
    set intervalstyle = 'postgres'
    set extra_float_digits = 1
    set bytea_output = 'hex'
    set lc_monetary = 'C'
as $$
declare
    c_most_rows constant integer := 50;
    v_shape constant record := core._row_shape(tg_relid);
    v_is_deleted constant boolean := tg_op = 'DELETE';
    v_row constant text := case when v_is_deleted then '_o_' else '_n_' end;
    v_verb constant text := lower(tg_op)
        || case tg_op when 'INSERT' then 'ed' else 'd' end;
    v_made core.attachments;
    v_is_hint boolean;
    v_type text;
    v_columns text[];
    v_differing text;
    v_rows text;
    v_topic text;
    v_count bigint;
    v_event record;
begin
    select a.* into v_made
    from core.attachments as a
    where a.attached_table = tg_relid and a.kind = tg_argv[0];
    if not found or v_shape.keys is null then
        return null;
    end if;
    v_is_hint := v_made.kind = 'broadcast';
    v_type := replace(v_made.name, ':', '.') || '.';
    select
        array_agg(c.name order by c.place),
        string_agg(format('case when not (%s) then %L end', c.same, c.name), ', ')
    into v_columns, v_differing
    from unnest(v_shape.columns, v_shape.same) with ordinality as c (name, same, place)
    where v_made.options -> 'columns' ? c.name;
    v_differing := coalesce(v_differing, 'null');

    v_topic := case
        when v_made.options ->> 'owner' is null then quote_literal(v_made.name)
        when not v_shape.columns @> array[v_made.options ->> 'owner'] then 'null::text'
        else format(
            '%L || %s.%I::text', v_made.name || ':', v_row, v_made.options ->> 'owner'
        )
    end;
    v_rows := case tg_op
        when 'INSERT' then 'new_rows as _n_'
        when 'DELETE' then 'old_rows as _o_'
        else format(
            'new_rows as _n_ left join old_rows as _o_ on %s where %s', v_shape.joins,
            case
                when v_is_hint then '(_o_ *<> _n_) is not false'
                else format(
                    '_o_.%s is null or num_nonnulls(%s) > 0',
                    v_shape.first_key, v_differing
                )
            end
        )
    end;

    if v_is_hint then
        execute format(
            'select count(*) from (select from %s limit %s) as c',
            v_rows, c_most_rows + 1
        )
        into v_count;
        if v_count > c_most_rows then
            for v_event in
                execute format(
                    'select %s as topic, count(*) as count from %s '
                    'group by 1 order by 1',
                    v_topic, v_rows
                )
            loop
                continue when v_event.topic is null;
                perform core.emit(
                    v_type || 'changed', v_event.topic, null,
                    jsonb_build_object('v', 1, 'verb', v_verb, 'count', v_event.count)
                );
            end loop;
            return null;
        end if;
    end if;

    for v_event in
        execute format(
            'select %s as topic, %s as id, %s as key, %s as record, '
            'array_remove(array[%s]::text[], null) as changed from %s order by 2',
            v_topic,
            case when v_is_deleted then v_shape.old_key else v_shape.new_key end,
            case when v_is_deleted then v_shape.old_object else v_shape.new_object end,
            coalesce(
                format(
                    '(select to_jsonb(_x_) from (select %s) as _x_)',
                    (
                        select string_agg(format('%s.%I', v_row, c.name), ', ')
                        from unnest(v_columns) as c (name)
                    )
                ),
                '''{}''::jsonb'
            ),
            case tg_op when 'UPDATE' then v_differing else 'null' end,
            v_rows
        )
    loop
        continue when v_event.topic is null;
        perform core.emit(
            v_type || v_verb, v_event.topic, v_event.id,
            jsonb_build_object('v', 1, 'key', v_event.key) || case
                when not v_is_hint then jsonb_build_object(
                    'table', v_made.table_name, 'record', v_event.record,
                    'changed', v_event.changed
                )
                when v_is_deleted then '{}'
                else jsonb_build_object(
                    'changed',
                    case tg_op
                        when 'INSERT' then v_event.record
                        else (
                            select coalesce(jsonb_object_agg(e.key, e.value), '{}')
                            from jsonb_each(v_event.record) as e
                            where e.key = any(v_event.changed)
                        )
                    end
                )
            end
        );
    end loop;
    return null;
end;
$$;

comment on function core.tg__emit_changes() is
$$Emits <name>.inserted, .updated, .deleted, and .changed for many rows of a broadcast.

Emits: broadcast {v, key, changed}, {v, verb, count}; webhooks {v, table, key, record,
changed}.
$$;
