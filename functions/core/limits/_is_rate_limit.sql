-- core._is_rate_limit: whether a setting is a valid limit; {} means no limit.

create or replace function core._is_rate_limit(p_limit jsonb)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_limit = '{}' then true
        when
            jsonb_typeof(p_limit -> 'requests') = 'number'
            and jsonb_typeof(p_limit -> 'seconds') = 'number'
            then
                (p_limit ->> 'requests')::numeric between 1 and 1000000
                and (p_limit ->> 'requests')::numeric % 1 = 0
                and (p_limit ->> 'seconds')::numeric between 0.001 and 31536000
        else false
    end
$$;

comment on function core._is_rate_limit(jsonb) is
$$Whether this is {} or {"requests": <1 to 1,000,000>, "seconds": <up to a year>}.
$$;
