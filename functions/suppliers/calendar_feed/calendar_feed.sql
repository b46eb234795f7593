-- suppliers.calendar_feed: the due dates of the user of a token, as iCalendar.
--
-- The token is the right, so the caller need not be signed in; definer, since the
-- tables are closed to them. What is compared is a hash, found by an index of the
-- tokens that are not revoked: an unknown token, a revoked one and that of a deleted
-- user take the same way. Volatile: a POST is counted; a GET is read-only, and is
-- refused when earlier calls left no tokens (docs/limits.md).

create or replace function suppliers.calendar_feed(p_token text)
    returns core."*/*"
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_user_id uuid;
begin
    select t.id, t.user_id
    into v_id, v_user_id
    from suppliers.calendar_tokens as t
    where
        t.token_hash = sha256(convert_to(coalesce(p_token, ''), 'UTF8'))
        and t.revoked_at is null;
    if v_id is null or not core.is_active_user(v_user_id) then
        perform core.raise_error(
            'suppliers.unknown_feed', 'There is no calendar of this token.'
        );
    end if;
    perform core.limit_rate(
        'suppliers.calendar_feed', v_id::text, core.setting('suppliers.calendar_rate')
    );
    perform core.set_headers(
        '{"Content-Type": "text/calendar; charset=utf-8",
          "Content-Disposition": "inline; filename=\"due-dates.ics\"",
          "Cache-Control": "private, max-age=300"}'
    );
    return suppliers._ical_calendar(v_user_id);
end;
$$;

grant execute on function suppliers.calendar_feed(text)
to anon, authenticated, service_role;

comment on function suppliers.calendar_feed(text) is
$$The own due dates of the user of a token, as iCalendar (RFC 5545), to a GET too.

No sign-in is needed: the token alone opens the dates. Each task is an event of a
whole day: from 90 days ago to two years ahead, at most 2,000. The answer has
Content-Type text/calendar, whatever is accepted.
Returns: text
Errors: PT404 suppliers.unknown_feed, PT429 core.rate_limited.
Example: {"token": "cal_…"}
Budget: 200 ms.
$$;
