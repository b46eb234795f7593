-- concerts.join_show: say that the caller is looking at a show.
--
-- A heartbeat: without the next one the viewer expires. Only the first one locks the
-- show, as a foreign key does. Definer: no role may write the table.

create or replace function concerts.join_show(p_show_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.require_user();
    v_show_id bigint := concerts._present_id('show', p_show_id);
    v_seconds constant integer := (core.setting('concerts.presence_seconds'))::integer;
    v_expires_at constant timestamptz := core.now() + make_interval(secs => v_seconds);
begin
    update concerts.viewers
    set expires_at = greatest(expires_at, v_expires_at)
    where show_id = v_show_id and user_id = v_user_id;
    if not found then
        v_show_id := concerts._hold_record('show', p_show_id);
        if not exists (select from concerts.shows as h where h.id = v_show_id) then
            perform core.raise_error(
                'concerts.unknown_show',
                format('There is no show %s.', coalesce(p_show_id::text, 'null'))
            );
        end if;
        insert into concerts.viewers as w (show_id, user_id, expires_at)
        values (v_show_id, v_user_id, v_expires_at)
        on conflict (show_id, user_id) do update
        set expires_at = greatest(w.expires_at, excluded.expires_at);
    end if;
    return jsonb_build_object(
        'show_id', v_show_id,
        'viewers', concerts._count_viewers(v_show_id),
        'again_in_seconds', v_seconds / 2
    );
end;
$$;

grant execute on function concerts.join_show(bigint) to authenticated;

comment on function concerts.join_show(bigint) is
$$Record a heartbeat of a viewer of a show; call it again after again_in_seconds.

viewers are all at present; from 1,000 on as they were counted last, about a second ago.
Without another heartbeat the viewer is gone after the setting
concerts.presence_seconds.
Returns: {show_id: bigint, viewers: bigint, again_in_seconds: integer}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_show.
Emits: concerts.show.watched {v, show_id, viewers} on concerts:show:<id>, once a second
at most.
Example: {"show_id": 4001}
Budget: 200 ms.
$$;
