-- core.list_history: what happened to one row, newest first.
--
-- Definer: entries are no caller's to read; the app role decides. Entries of one row
-- are in the order of their ids: a second writer of a row waits for the first one. A
-- cursor is the last id of its page.

create or replace function core.list_history(
    p_table_name text,
    p_row_id text,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row_id text;
    v_before bigint;
    v_answer jsonb;
begin
    perform core._require_role('admin', 'analyst');
    v_row_id := core._audited_row_id(p_table_name, p_row_id);
    perform core.read_page_size(p_page_size);
    v_before := coalesce(
        substr(
            core.read_cursor(p_after, 'audit entries', '^entry-[1-9][0-9]{0,17}$'), 7
        )::bigint,
        9223372036854775807
    );

    with page as (
        select e.*
        from core.audit_entries as e
        where
            e.table_name = p_table_name
            and e.row_id = v_row_id
            and e.id < v_before
        order by e.id desc
        limit p_page_size + 1
    ),

    shown as (
        select p.*
        from page as p
        order by p.id desc
        limit p_page_size
    )

    select jsonb_build_object(
        'items', coalesce(jsonb_agg(to_jsonb(s) order by s.id desc), '[]'),
        'next', case
            when (select count(*) from page) > p_page_size
                then 'entry-' || min(s.id)
        end
    )
    into v_answer
    from shown as s;

    return v_answer;
end;
$$;

grant execute on function core.list_history(text, text, text, integer)
to authenticated, service_role;

comment on function core.list_history(text, text, text, integer) is
$$The audit entries of one row, newest first.

`table_name` is schema.table; `row_id` is the key as text, or a JSON array for a key of
several columns; a key is compared as values, however it is spelled. Returns {items: [{id, xid, changed_at, table_name, row_id,
operation, old_values, actor_id, role, request_id, reason}], next}: old_values holds the
columns that changed, as they were, and a deleted row whole. For app roles admin and analyst.
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT422
core.invalid_argument (row_id is not a key), core.invalid_cursor, core.invalid_page_size.
Budget: 50 ms.
$$;
