-- core.notify_user: notify a user, once while the notification is unread.
--
-- Written in the caller's transaction, with its event, so the user is notified only if
-- the change commits. With a dedupe key, the second of two concurrent calls waits for
-- the first and adds nothing. Lock order: the notification, then the event.

create or replace function core.notify_user(
    p_user_id uuid,
    p_kind text,
    p_payload jsonb default '{}',
    p_dedupe_key text default null
)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if (
        p_user_id is not null
        and p_kind ~ '^[a-z_]+\.[a-z_]+(\.[a-z_]+)?$'
        and coalesce(octet_length(p_dedupe_key), 0) <= 1000
    ) is not true
    then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'The user, the kind %L or the dedupe key is malformed.',
                core.excerpt(p_kind)
            )
        );
    end if;

    insert into core.notifications (user_id, kind, payload, dedupe_key, created_at)
    values (p_user_id, p_kind, coalesce(p_payload, '{}'), p_dedupe_key, core.now())
    on conflict (user_id, dedupe_key)
        where read_at is null and dedupe_key is not null
        do nothing
    returning id into v_id;
    if v_id is null then
        return null;
    end if;

    perform core.emit(
        p_type => 'core.notification.created',
        p_topic => 'core:notifications:' || p_user_id,
        p_entity_id => v_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'id', v_id, 'kind', p_kind, 'payload', coalesce(p_payload, '{}')
        )
    );
    return v_id;
end;
$$;

grant execute on function core.notify_user(uuid, text, jsonb, text)
to service_role, app_worker;

comment on function core.notify_user(uuid, text, jsonb, text) is
$$Notify a user; returns the id, or null if an unread one has the same dedupe key.

Errors: PT422 core.invalid_argument.
Emits: core.notification.created {v, id, kind, payload} on core:notifications:<user id>.
$$;
