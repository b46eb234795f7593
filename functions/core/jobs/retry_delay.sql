-- core.retry_delay: the wait after a number of attempts: doubling, capped, jittered.
--
-- It lies between half of the bound and the bound, so jobs that failed together do not
-- retry together.

create or replace function core.retry_delay(
    p_attempts integer, p_base_seconds integer, p_cap_seconds integer
)
    returns interval
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select make_interval(
        secs => least(p_cap_seconds, p_base_seconds * 2.0 ^ least(p_attempts - 1, 40))
        * (0.5 + random() / 2)
    )
$$;

grant execute on function core.retry_delay(integer, integer, integer)
to service_role, app_worker;

comment on function core.retry_delay(integer, integer, integer) is
    'The wait after p_attempts attempts, random between half the bound and the bound.';
