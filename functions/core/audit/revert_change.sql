-- core.revert_change: undo one change, unless the row has changed since.
--
-- It locks the row first and then looks for a later entry: earlier writers of the row
-- have committed by then and are seen, later ones wait for this transaction. A deleted
-- row cannot be locked; inserting it again violates the unique index if another
-- transaction inserted it first. Dynamic SQL over an audited table only. Triggers,
-- constraints and the audit itself see an ordinary change, with a reason that names the
-- entry. One transaction, so a crash changes nothing. The settings are those under
-- which the audit triggers write keys and values.
--
-- Definer: callers may neither read nor write old values; app role admin decides, and
-- only for tables that the owner lists in core.revertible_tables.

create or replace function core.revert_change(p_entry_id bigint)
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
    v_entry core.audit_entries;
    v_table record;
    v_lost text;
    v_columns text;
    v_values text;
    v_had_reason text := current_setting('rowhouse.reason', true);
    v_row jsonb;
    v_is_there boolean;
    v_rule text;
begin
    perform core.require_role('admin');

    select e.* into v_entry
    from core.audit_entries as e
    where e.id = p_entry_id;
    if not found then
        perform core.raise_error(
            'core.entry_not_found',
            format('There is no audit entry %s.', core.excerpt(p_entry_id::text))
        );
    end if;
    v_table := core._audited_table(v_entry.table_name);
    if
        not exists (
            select from core.revertible_tables as r
            where r.audited_table = v_table.relation and r.is_allowed
        )
        and not pg_has_role(
            core._acting_role()::name,
            (select c.relowner from pg_catalog.pg_class as c where c.oid = v_table.relation),
            'usage'
        )
    then
        perform core.raise_error(
            'core.not_revertible',
            format('%s is not in core.revertible_tables.', v_entry.table_name)
        );
    end if;
    if v_entry.operation = 'truncate' then
        perform core.raise_error(
            'core.not_revertible', format('Entry %s is a truncate.', v_entry.id)
        );
    end if;
    if v_entry.erased is not null then
        perform core.raise_error(
            'core.not_revertible',
            format('Values of entry %s were erased.', v_entry.id)
        );
    end if;
    if v_entry.old_values ?| v_table.masked then
        perform core.raise_error(
            'core.not_revertible',
            format(
                'Entry %s changed a masked column: %s.',
                v_entry.id, array_to_string(v_table.masked, ', ')
            )
        );
    end if;

    select string_agg(quote_ident(o.name), ', ' order by o.name)
    into v_lost
    from jsonb_object_keys(v_entry.old_values) as o (name)
    where
        not exists (
            select
            from pg_catalog.pg_attribute as a
            where
                a.attrelid = v_table.relation
                and a.attnum > 0
                and not a.attisdropped
                and a.attname = o.name
        );
    if v_lost is not null then
        perform core.raise_error(
            'core.not_revertible',
            format(
                'Entry %s has values of columns that are gone or renamed: %s.',
                v_entry.id, v_lost
            )
        );
    end if;

    execute format(
        'select to_jsonb(r) from %s as r where %s = $1 for update',
        v_table.relation, v_table.key
    )
    into v_row
    using v_entry.row_id;
    v_is_there := v_row is not null;

    if
        v_is_there = (v_entry.operation = 'delete')
        or exists (
            select from core.audit_entries as e
            where
                e.table_name = v_entry.table_name
                and e.row_id = v_entry.row_id
                and e.id > v_entry.id
        )
    then
        perform core.raise_error(
            'core.row_moved_on',
            format(
                'Row %s of %s has changed since entry %s.',
                v_entry.row_id, v_entry.table_name, v_entry.id
            )
        );
    end if;

    perform set_config('rowhouse.reason', format('revert of entry %s', v_entry.id), true);

    -- An entry has null for SQL's null and for JSON's. In a column that does not allow
    -- SQL's null it was JSON's.
    select
        string_agg(format('%I', a.attname), ', ' order by a.attnum),
        string_agg(
            format(
                case
                    when
                        (a.attnotnull or t.typnotnull)
                        and coalesce(nullif(t.typbasetype, 0), t.oid) in (
                            'json'::regtype, 'jsonb'::regtype
                        )
                        then 'coalesce(%I, ''null'')'
                    else '%I'
                end,
                a.attname
            ),
            ', '
            order by a.attnum
        )
    into v_columns, v_values
    from pg_catalog.pg_attribute as a
    inner join pg_catalog.pg_type as t on a.atttypid = t.oid
    where
        a.attrelid = v_table.relation
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and v_entry.old_values ? a.attname;

    begin
        case v_entry.operation
            when 'insert' then
                execute format(
                    'delete from %s as r where %s = $1', v_table.relation, v_table.key
                )
                using v_entry.row_id;
                v_row := null;
            when 'update' then
                execute format(
                    'update %1$s as r '
                    'set (%2$s) = (select %3$s from jsonb_populate_record(null::%1$s, $2)) '
                    'where %4$s = $1 returning to_jsonb(r)',
                    v_table.relation, v_columns, v_values, v_table.key
                )
                into v_row
                using v_entry.row_id, v_entry.old_values;
            else
                execute format(
                    'insert into %1$s as r (%2$s) overriding system value '
                    'select %3$s from jsonb_populate_record(null::%1$s, $1) '
                    'returning to_jsonb(r)',
                    v_table.relation, v_columns, v_values
                )
                into v_row
                using v_entry.old_values;
        end case;
    exception
        when integrity_constraint_violation then
            get stacked diagnostics v_rule = constraint_name;
            perform core.raise_error(
                'core.row_moved_on',
                format(
                    'Row %s of %s cannot be restored: the current %s refuses it.',
                    core.excerpt(v_entry.row_id), v_entry.table_name, v_rule
                )
            );
    end;

    perform set_config('rowhouse.reason', coalesce(v_had_reason, ''), true);

    return core._mask_row(v_row, v_table.masked);
end;
$$;

grant execute on function core.revert_change(bigint) to authenticated, service_role;

comment on function core.revert_change(bigint) is
$$Undo one audited change; for app role admin.

Returned is the row after it, by its columns, or null if the row was removed; a masked
column reads "***".
Returns: {[text]: jsonb} | null
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, core.table_not_audited,
PT409 core.row_moved_on (it changed again since, or a current constraint refuses it),
PT422 core.not_revertible (a truncate, a masked column, an erased value, a column that is
gone or renamed, or a table that core.revertible_tables lacks); what the table's own triggers raise.
Example: {"entry_id": 9001}
Budget: 200 ms.
$$;
