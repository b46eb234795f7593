-- core.record_as_of: one row as it was at a time: the current row with changes undone.
--
-- It starts with the current row and undoes entries from the newest to the first one
-- after that time. Dynamic SQL over the key of an audited table only. One statement
-- reads the row and its entries from one snapshot. The settings are those under which
-- the audit triggers write keys and values.

create or replace function core.record_as_of(
    p_table_name text,
    p_row_id text,
    p_at timestamptz
)
    returns jsonb
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
    v_table record;
    v_row_id text;
    v_row jsonb;
    v_entries jsonb;
    v_entry jsonb;
    v_oldest timestamptz;
begin
    perform core.require_role('admin', 'analyst');
    v_table := core._audited_table(p_table_name);
    v_row_id := core._audited_row_id(p_table_name, p_row_id);
    perform core.read_time('at', p_at);

    select min(b.from_at) into v_oldest
    from core._partition_bounds('core.audit_entries') as b;

    if
        exists (
            select from core.audit_entries as e
            where
                e.table_name = p_table_name
                and e.row_id is null
                and e.changed_at > p_at
        )
        or (
            p_at < v_oldest
            and exists (
                select from core.audit_seals as s
                where (s.month_on + interval '1 month') at time zone 'UTC' <= v_oldest
            )
        )
    then
        perform core.raise_error(
            'core.history_unavailable',
            format('The content of %s at %s is not kept.', p_table_name, p_at)
        );
    end if;

    execute format(
        'select '
        '    (select to_jsonb(r) from %s as r where %s = $2), '
        '    (select jsonb_agg(jsonb_build_array(e.operation, e.old_values) '
        '        order by e.id desc) '
        '     from core.audit_entries as e '
        '     where e.table_name = $1 and e.row_id = $2 and e.changed_at > $3)',
        v_table.relation, v_table.key
    )
    into v_row, v_entries
    using p_table_name, v_row_id, p_at;

    for v_entry in select e.value from jsonb_array_elements(v_entries) as e loop
        v_row := case v_entry ->> 0
            when 'update' then v_row || (v_entry -> 1)
            when 'delete' then v_entry -> 1
        end;
    end loop;

    return core._mask_row(v_row, v_table.masked);
end;
$$;

grant execute on function core.record_as_of(text, text, timestamptz)
to authenticated, service_role;

comment on function core.record_as_of(text, text, timestamptz) is
$$One row of an audited table as it was at a time; null if it did not exist.

Times are those at which transactions began. The keys are the columns; a masked column
reads "***". For app roles admin and analyst. row_id as in list_history.
Returns: {[text]: jsonb} | null
Errors: PT403 core.not_permitted, PT404 core.table_not_audited, PT410
core.history_unavailable (the table was truncated since, or retention dropped it), PT422
core.invalid_argument (row_id is not a key, at is not a time).
Example: {"table_name": "core.settings", "row_id": "core.trusted_proxies", "at":
"2030-01-01T00:00:00Z"}
Budget: 50 ms.
$$;
