-- core.tg__emit_changes: emit the changed rows of an attached table.
--
-- The argument is the kind, broadcast or webhooks; options are those of
-- core.attachments. A broadcast is a hint, so a statement that changes more than 50
-- rows is one summary per topic; a webhook is sent for each row. On a partitioned table
-- it runs for each row. As in core.tg__audit, the statements for a plain table name no
-- column of it. Definer: no role may write the log. Settings: each value has one
-- spelling.

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
    v_operation constant text := lower(tg_op);
    v_keys text[] := core._plain_keys(tg_relid);
    v_is_plain constant boolean := v_keys is not null;
    v_made core.attachments;
    v_changes refcursor;
    v_change core.row_change;
    v_topic text;
    v_old record;
    v_new record;
    v_count bigint;
begin
    select a.* into v_made
    from core.attachments as a
    where
        a.attached_table = coalesce(pg_partition_root(tg_relid), tg_relid)
        and a.kind = tg_argv[0];
    if not v_is_plain then
        v_keys := (core._row_shape(tg_relid)).keys;
    end if;
    if v_made.kind is null or v_keys is null then
        return null;
    end if;

    if tg_op = 'TRUNCATE' then
        perform core.emit(
            replace(v_made.name, ':', '.') || '.truncated', v_made.name, null,
            jsonb_build_object('v', 1, 'table', v_made.table_name)
        );
        return null;
    elsif tg_level = 'ROW' then
        if tg_op = 'INSERT' then
            v_old := new;
            v_new := new;
        elsif tg_op = 'DELETE' then
            v_old := old;
            v_new := old;
        else
            v_old := old;
            v_new := new;
        end if;
        open v_changes for
            select c.* from core._changed_rows(tg_relid, v_operation, v_old, v_new) as c;
    elsif not v_is_plain then
        open v_changes scroll for execute
            core._changes_query(tg_relid, v_operation, 'old_rows', 'new_rows')
            || ' order by 1';
    elsif tg_op = 'INSERT' then
        open v_changes scroll for
            select
                core._row_id(to_jsonb(_n_.*), v_keys) as id, v_operation as operation,
                null::jsonb as old_doc, to_jsonb(_n_.*) as new_doc
            from new_rows as _n_
            order by 1;
    elsif tg_op = 'DELETE' then
        open v_changes scroll for
            select
                core._row_id(to_jsonb(_o_.*), v_keys) as id, v_operation as operation,
                to_jsonb(_o_.*) as old_doc, null::jsonb as new_doc
            from old_rows as _o_
            order by 1;
    else
        open v_changes scroll for
            select
                coalesce(o.id, n.id) as id,
                case when n.id is null then 'delete' when o.id is null then 'insert'
                    else 'update' end as operation,
                o.doc as old_doc, n.doc as new_doc
            from (
                select core._row_id(to_jsonb(_o_.*), v_keys) as id, to_jsonb(_o_.*) as doc
                from old_rows as _o_
            ) as o
            full join (
                select core._row_id(to_jsonb(_n_.*), v_keys) as id, to_jsonb(_n_.*) as doc
                from new_rows as _n_
            ) as n on o.id collate "C" = n.id collate "C"
            where o.doc::text is distinct from n.doc::text
            order by 1;
    end if;

    if v_made.kind = 'broadcast' and tg_level = 'STATEMENT' then
        fetch absolute c_most_rows + 1 from v_changes into v_change;
        if found then
            close v_changes;
            for v_topic, v_count in execute format(
                'select core._change_topic($1, coalesce(c.new_doc, c.old_doc)) as topic, '
                'count(*) as count from (%s) as c group by 1 order by 1',
                core._changes_query(tg_relid, v_operation, 'old_rows', 'new_rows')
            )
            using v_made
            loop
                continue when v_topic is null;
                perform core.emit(
                    replace(v_made.name, ':', '.') || '.changed', v_topic, null,
                    jsonb_build_object(
                        'v', 1, 'verb', core._verb_of(v_operation), 'count', v_count
                    )
                );
            end loop;
            return null;
        end if;
        fetch absolute 0 from v_changes into v_change;
    end if;
    loop
        fetch v_changes into v_change;
        exit when not found;
        perform core._emit_change(v_made, v_keys, v_change);
    end loop;
    close v_changes;
    return null;
end;
$$;

comment on function core.tg__emit_changes() is
$$Emits <name>.inserted, .updated, .deleted, .truncated, and .changed for many rows of a
broadcast.

Emits: broadcast {v, key, changed}, {v, verb, count}; webhooks {v, table, key, record,
changed}; truncated {v, table}.
$$;
