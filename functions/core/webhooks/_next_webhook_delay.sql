-- core._next_webhook_delay: the wait after the n-th attempt of a round.
--
-- The delays are a setting. Jitter lengthens each delay by a random share, so
-- deliveries that failed together do not retry together. Null: there is no next
-- attempt.

create or replace function core._next_webhook_delay(p_step integer)
    returns interval
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select make_interval(
        secs =>
        (core.setting('core.webhook_ladder_seconds') -> p_step)::double precision
        * (1 + random() * (core.setting('core.webhook_jitter'))::double precision)
    )
$$;

comment on function core._next_webhook_delay(integer) is
    'The wait before the attempt after this one; null after the last.';
