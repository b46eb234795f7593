-- core._attach_changes: broadcasts or webhooks: triggers, a topic and its audience.
--
-- A topic is open to the roles that are named, or, of a broadcast, to the user whom a
-- column names: whether a caller may select a row is the table's own affair, which no
-- topic can ask. Columns are sent only where they are listed; the key always is. Of a
-- truncated table no owner is known, so users are not sent that.

create or replace function core._attach_changes(p_attachment core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_options constant jsonb := p_attachment.options;
    v_kind constant text := p_attachment.kind;
    v_owner constant text := v_options ->> 'owner';
    v_roles text[];
    v_secret text;
begin
    if v_options - array['roles', 'columns', 'owner', 'name'] <> '{}'
        or coalesce(jsonb_typeof(v_options -> 'roles'), 'array') <> 'array'
        or coalesce(jsonb_typeof(v_options -> 'columns'), 'array') <> 'array'
        or (v_owner is null) = (coalesce(v_options -> 'roles', '[]') = '[]')
        or v_kind = 'webhooks'
        and (v_owner is not null or v_options -> 'columns' is null)
    then
        perform core.raise_error(
            'core.invalid_attachment',
            case v_kind
                when 'webhooks'
                    then 'webhooks takes {roles: [role], columns: [column]}.'
                else 'broadcast takes {roles: [role]} or {owner: column}, and columns.'
            end
        );
    end if;
    select k.name into v_secret
    from unnest((core._row_shape(p_attachment.attached_table)).keys) as k (name)
    where
        core._is_secret_name(k.name)
        and not coalesce(v_options -> 'columns' ? k.name, false)
    limit 1;
    if found then
        perform core.raise_error(
            'core.invalid_attachment',
            format(
                'Each message has the key, and %s is likely to hold a secret: list it '
                'in columns to send it all the same.',
                v_secret
            )
        );
    end if;
    v_roles := array(
        select r.name from jsonb_array_elements_text(v_options -> 'roles') as r (name)
    );

    insert into core.topic_rules (prefix, audience, roles, is_broadcast)
    values (
        p_attachment.name,
        case when v_owner is null then 'roles' else 'owner' end,
        v_roles,
        v_kind = 'broadcast'
    );
    insert into core.event_types (type, topic, payload, description)
    select
        format('%s.%s', replace(p_attachment.name, ':', '.'), v.verb),
        p_attachment.name || case when v_owner is null then '' else ':<user id>' end,
        case v_kind
            when 'webhooks'
                then '{v: integer, table: text, key?: {[text]: jsonb}, record?: '
                '{[text]: jsonb}, changed?: [text]}'
            else '{v: integer, table?: text, key?: {[text]: jsonb}, changed?: '
                '{[text]: jsonb}, verb?: text, count?: bigint}'
        end,
        format('A row of %s was %s.', p_attachment.table_name, v.verb)
    from unnest(
        array['inserted', 'updated', 'deleted', 'truncated', 'changed']
    ) as v (verb)
    where
        (v.verb <> 'changed' or v_kind = 'broadcast')
        and (v.verb <> 'truncated' or v_owner is null);

    perform core._add_trigger(
        p_attachment.attached_table,
        format('t90_%s_%s', v_kind, e.event)::name,
        e.timing,
        format('%s execute function core.tg__emit_changes(%L)', e.calls, v_kind)
    )
    from core._trigger_events(p_attachment.attached_table) as e
    where e.event <> 'truncate' or v_owner is null;
end;
$$;

comment on function core._attach_changes(core.attachments) is
    'Errors: PT422 core.invalid_attachment, core.unattachable_table.';
