-- concerts._limit_votes: refuse a user who votes too often.

create or replace function concerts._limit_votes()
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.limit_caller(
        'concerts.votes',
        -- A setting of 1000.0 requests is whole to its schema, but not to integer.
        (l.setting ->> 'requests')::numeric::integer,
        (l.setting ->> 'seconds')::double precision
    )
    from (select core.setting('concerts.vote_rate') as setting) as l
    where l.setting ? 'requests'
$$;

comment on function concerts._limit_votes() is
$$Count a call against the setting concerts.vote_rate.

Errors: PT429 core.rate_limited, PT405 core.post_only.
$$;
