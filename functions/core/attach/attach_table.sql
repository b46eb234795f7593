-- core.attach_table: do one thing of the platform for a table that no module made.
--
-- A line in the project's trigger file calls it. It may run again: what was attached
-- before is undone first, in the same transaction. The triggers that it makes read the
-- table's columns while they run, so a change of the table by its owner never makes a
-- write fail. A kind that core does not have is a module's: its function attach_table.
-- In a scratch database, which lacks the tables of others, it does nothing. It notes
-- names and types as texts, which are compared later: none is quoted without need.

create or replace function core.attach_table(
    p_kind text,
    p_table text,
    p_options jsonb default '{}',
    p_columns jsonb default null
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set quote_all_identifiers = off
as $$
declare
    v_table constant regclass := core._attachable_table(p_table);
    v_new core.attachments;
    v_hook regprocedure;
    v_missing text;
begin
    if p_kind is null or p_kind !~ '^[a-z_]+$'
        or jsonb_typeof(p_options) is distinct from 'object'
    then
        perform core.raise_error(
            'core.invalid_attachment', 'A kind is a word; options are a JSON object.'
        );
    end if;
    if v_table is null then
        return;
    end if;
    v_hook := to_regprocedure(format('%I.attach_table(core.attachments)', p_kind));
    if p_kind not in ('audit', 'broadcast', 'webhooks', 'retention', 'validation')
        and v_hook is null
    then
        perform core.raise_error(
            'core.invalid_attachment',
            format('%s is not a kind of attachment here.', core.excerpt(p_kind))
        );
    end if;
    if p_kind not in ('retention', 'validation')
        and core._row_shape(v_table) is null
    then
        perform core.raise_error(
            'core.unattachable_table',
            format(
                '%s has no primary key: alter table %1$s add primary key (…).', v_table
            )
        );
    end if;
    if p_kind in ('retention', 'filters') and row_security_active(v_table) then
        perform core.raise_error(
            'core.unattachable_table',
            format(
                'Row-level security of %s hides rows from %I, who counts and deletes '
                'them: alter table %1$s no force row level security.',
                v_table, current_user
            )
        );
    end if;
    select format('%s has no stored column %s.', v_table, core.excerpt(c.name))
    into v_missing
    from unnest(core._named_columns(p_options)) as c (name)
    where not exists (
        select from core._live_columns(v_table) as l where l.name = c.name
    )
    order by c.name
    limit 1;
    if found then
        perform core.raise_error('core.invalid_attachment', v_missing);
    end if;

    -- Two at once would both find nothing to detach.
    perform pg_advisory_xact_lock(hashtextextended('core.attachments', 0));
    perform core.detach_table(p_kind, v_table::text);
    v_new := row(
        v_table::text,
        p_kind,
        v_table,
        core._attachment_name(p_kind, v_table, p_options),
        p_options,
        coalesce(
            p_columns,
            (
                select jsonb_object_agg(l.name, l.type)
                from core._live_columns(v_table) as l
            )
        ),
        '{}',
        v_table::oid,
        core.now()
    );
    select coalesce(jsonb_object_agg(l.name, l.number), '{}')
    into v_new.numbers
    from core._live_columns(v_table) as l
    where v_new.columns ? l.name;
    insert into core.attachments select v_new.*;

    case p_kind
        when 'audit' then perform core._attach_audit(v_new);
        when 'broadcast' then perform core._attach_changes(v_new);
        when 'webhooks' then perform core._attach_changes(v_new);
        when 'retention' then perform core._attach_retention(v_new);
        when 'validation' then perform core._attach_validation(v_new);
        else execute format('select %s($1)', v_hook::regproc) using v_new;
    end case;
end;
$$;

comment on function core.attach_table(text, text, jsonb, jsonb) is
$$Attach audit, broadcast, webhooks, retention, validation, or a module's kind.

p_table: schema.table, as SQL writes it. p_options by kind: audit {masked}; broadcast
{roles} or {owner}, {columns, name}; webhooks {roles, columns, name}; retention {column,
keep, condition}; validation {rules, name}. p_columns: {name: type} as the project knows
them; null: those of now.
Errors: PT422 core.unattachable_table, core.invalid_attachment.
$$;
