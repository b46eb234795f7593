-- core._changed_rows: what changed, for a trigger that fires for each row.
--
-- A trigger on insert has no `old`, one on delete no `new`: the caller passes the row
-- that there is for both. A row whose key changed went away, and came.

create or replace function core._changed_rows(
    p_table regclass, p_operation text, p_old record, p_new record
)
    returns setof core.row_change
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys constant text[] := core._plain_keys(p_table);
    v_change core.row_change;
    v_new_id text;
begin
    if v_keys is null then
        return query execute core._changes_query(
            p_table, p_operation, '(select ($1).*)', '(select ($2).*)'
        )
        using p_old, p_new;
        return;
    end if;

    v_change.operation := p_operation;
    if p_operation <> 'insert' then
        v_change.old_doc := to_jsonb(p_old);
        v_change.id := core._row_id(v_change.old_doc, v_keys);
    end if;
    if p_operation <> 'delete' then
        v_change.new_doc := to_jsonb(p_new);
        v_new_id := core._row_id(v_change.new_doc, v_keys);
        v_change.id := coalesce(v_change.id, v_new_id);
    end if;
    if v_change.id <> v_new_id then
        return next (v_change.id, 'delete', v_change.old_doc, null)::core.row_change;
        return next (v_new_id, 'insert', null, v_change.new_doc)::core.row_change;
    elsif v_change.old_doc::text is distinct from v_change.new_doc::text then
        return next v_change;
    end if;
end;
$$;

comment on function core._changed_rows(regclass, text, record, record) is
    'Rows as of core._changes_query.';
