-- concerts._step_ticketmaster: where a cursor goes after a page of events.
--
-- Page times size must stay under 1,000, so a window with more is halved, down to a
-- minute. Pages of a result that changed while it was read may have skipped events:
-- such a window is read once more.

create or replace function concerts._step_ticketmaster(p_cursor jsonb, p_page jsonb)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_size constant integer := 200;
    c_most constant integer := 1000;
    v_page constant integer := (p_cursor ->> 'page')::integer;
    v_total constant integer := coalesce(
        least(concerts._json_number(p_page, 'page.totalElements'), 1e9)::integer, 0
    );
    v_first constant integer := coalesce(
        (p_cursor ->> 'total')::integer, v_total
    );
    v_begin constant timestamptz := (p_cursor #>> '{windows,0,0}')::timestamptz;
    v_end constant timestamptz := (p_cursor #>> '{windows,0,1}')::timestamptz;
    v_middle timestamptz;
begin
    if v_total > c_most and v_end - v_begin > interval '1 minute' then
        v_middle := date_trunc('minute', v_begin + (v_end - v_begin) / 2);
        return p_cursor - 'total' || jsonb_build_object('page', 0, 'windows',
            jsonb_build_array(
                jsonb_build_array(
                    concerts._write_moment(v_begin), concerts._write_moment(v_middle)
                ),
                jsonb_build_array(
                    concerts._write_moment(v_middle), concerts._write_moment(v_end)
                )
            ) || (p_cursor -> 'windows') - 0
        );
    end if;
    if (v_page + 1) * c_size < least(v_total, c_most) then
        return p_cursor || jsonb_build_object('page', v_page + 1, 'total', v_first);
    end if;
    if v_total <> v_first and not p_cursor ? 'is_again' then
        return p_cursor - 'total' || jsonb_build_object('page', 0, 'is_again', true);
    end if;
    return p_cursor - '{total,is_again}'::text[] || jsonb_build_object(
        'page', 0, 'windows', (p_cursor -> 'windows') - 0
    );
end;
$$;

comment on function concerts._step_ticketmaster(jsonb, jsonb) is
    'Return the next page, the halves of the window, the window again, or the next '
    'window.';
