-- core._read_retry_after: a Retry-After header, seconds or a date, as a wait from now.
--
-- Never negative, and never longer than the setting: a receiver can slow the sender
-- down, but not stop its queue for ever. Any other form counts as no header.

create or replace function core._read_retry_after(p_value text)
    returns interval
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_most double precision := (
        core.setting('core.webhook_retry_after_max_seconds')
    )::double precision;
    v_seconds double precision;
begin
    if p_value ~ '^\s*[0-9]{1,12}\s*$' then
        v_seconds := p_value::double precision;
    elsif p_value ~ '^\s*[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT\s*$' then
        v_seconds := extract(
            epoch from
            (substr(trim(p_value), 6, 20) || ' UTC')::timestamptz - core.now()
        );
    end if;

    -- least() and greatest() ignore a null, but the result must be null.
    return case
        when v_seconds is not null
            then make_interval(secs => greatest(0, least(v_seconds, v_most)))
    end;
exception
    when data_exception then
        return null;
end;
$$;

comment on function core._read_retry_after(text) is
    'How long the receiver asks to wait; null if it does not.';
