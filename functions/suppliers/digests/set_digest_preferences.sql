-- suppliers.set_digest_preferences: say when the caller gets a digest.
--
-- Definer: callers may not write the table.

create or replace function suppliers.set_digest_preferences(
    p_is_enabled boolean default null,
    p_hour integer default null,
    p_timezone text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.require_user();
    v_before constant jsonb := suppliers._show_digest_preferences(v_user_id);
begin
    if p_hour is not null then
        perform core.read_number('hour', p_hour, 0, 23);
    end if;
    if p_timezone is not null then
        perform core.read_text('timezone', p_timezone, 1, 100);
        perform suppliers._read_timezone(p_timezone, 'core.invalid_argument');
    end if;

    insert into suppliers.digest_preferences as p (
        user_id, is_enabled, hour, timezone, updated_at
    )
    values (
        v_user_id,
        coalesce(p_is_enabled, (v_before -> 'is_enabled')::boolean),
        coalesce(p_hour, (v_before -> 'hour')::integer),
        coalesce(p_timezone, v_before ->> 'timezone'),
        core.now()
    )
    on conflict (user_id) do update
    set
        is_enabled = coalesce(p_is_enabled, p.is_enabled),
        hour = coalesce(p_hour, p.hour),
        timezone = coalesce(p_timezone, p.timezone);
    return suppliers._show_digest_preferences(v_user_id);
end;
$$;

grant execute on function suppliers.set_digest_preferences(boolean, integer, text)
to authenticated;

comment on function suppliers.set_digest_preferences(boolean, integer, text) is
$$Set whether, when and where the caller gets a digest; null keeps what is.

A digest is made once for each day of the time zone, from the hour on, also when the
clocks change. After a move to another zone a date that had its digest gets no second
one.
Returns: get_digest_preferences
Units: hour from 0 to 23, of the local day; timezone an IANA name.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument.
Example: {"hour": 7, "timezone": "Europe/Berlin"}
Budget: 200 ms.
$$;
