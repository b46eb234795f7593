-- core._attach_audit: the four triggers that write an entry for each changed row.
--
-- They have the names of those on tables of modules, and the masked columns as their
-- arguments, so list_history, record_as_of and revert_change read such a table too.

create or replace function core._attach_audit(p_attachment core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_call text;
begin
    if p_attachment.options - 'masked' <> '{}'
        or coalesce(jsonb_typeof(p_attachment.options -> 'masked'), 'array') <> 'array'
        or (core._row_shape(p_attachment.attached_table)).keys
        && core._named_columns(p_attachment.options)
    then
        perform core.raise_error(
            'core.invalid_attachment',
            'audit takes {masked: [column]}, of columns that are not in the key.'
        );
    end if;
    v_call := format(
        'execute function core.tg__audit(%s)',
        (
            select string_agg(quote_literal(m.name), ', ' order by m.name)
            from unnest(core._named_columns(p_attachment.options)) as m (name)
        )
    );
    perform core._add_trigger(
        p_attachment.attached_table, format('t80_audit_%s', e.event)::name,
        e.timing, format('%s %s', e.calls, v_call)
    )
    from core._trigger_events(p_attachment.attached_table) as e;
end;
$$;

comment on function core._attach_audit(core.attachments) is
    'Errors: PT422 core.invalid_attachment, core.unattachable_table.';
