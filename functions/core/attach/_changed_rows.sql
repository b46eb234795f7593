-- core._changed_rows: what changed, for a trigger that fires for each row.
--
-- A trigger on insert has no `old`, one on delete no `new`: the caller passes the row
-- that there is for both. A row whose key changed went away, and came.

create or replace function core._changed_rows(
    p_table regclass, p_operation text, p_old record, p_new record
)
    returns table (id text, operation text, old_doc jsonb, new_doc jsonb)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_keys constant text[] := core._plain_keys(p_table);
    v_new_id text;
begin
    if v_keys is null then
        return query execute core._changes_query(
            p_table, p_operation, '(select ($1).*)', '(select ($2).*)'
        )
        using p_old, p_new;
        return;
    end if;

    operation := p_operation;
    if p_operation <> 'insert' then
        old_doc := to_jsonb(p_old);
        id := core._row_id(old_doc, v_keys);
    end if;
    if p_operation <> 'delete' then
        new_doc := to_jsonb(p_new);
        v_new_id := core._row_id(new_doc, v_keys);
        id := coalesce(id, v_new_id);
    end if;
    if id <> v_new_id then
        return query values
            (id, 'delete', old_doc, null::jsonb), (v_new_id, 'insert', null, new_doc);
    elsif old_doc::text is distinct from new_doc::text then
        return next;
    end if;
end;
$$;

comment on function core._changed_rows(regclass, text, record, record) is
    'Rows as of core._changes_query.';
