-- concerts.leave_show: say that the caller looks away.
--
-- Definer: no role may write the table; the row is the caller's own.

create or replace function concerts.leave_show(p_show_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id constant uuid := core.require_user();
    v_show_id constant bigint := concerts._present_id('show', p_show_id);
begin
    delete from concerts.viewers
    where show_id = v_show_id and user_id = v_user_id;
    return jsonb_build_object(
        'show_id', v_show_id, 'viewers', concerts._count_viewers(v_show_id)
    );
end;
$$;

grant execute on function concerts.leave_show(bigint) to authenticated;

comment on function concerts.leave_show(bigint) is
$$End the caller's presence at a show, if there is one.

viewers as in join_show. show_id is null if none was given.
Returns: {show_id: bigint | null, viewers: bigint}
Errors: PT403 core.not_permitted.
Emits: concerts.show.watched on concerts:show:<id>, as join_show does.
Example: {"show_id": 4001}
Budget: 200 ms.
$$;
