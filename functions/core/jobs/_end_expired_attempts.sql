-- core._end_expired_attempts: locked jobs whose lease ran out and that must not run
-- again.
--
-- One asked to be cancelled is cancelled; one without attempts left is dead.

create or replace function core._end_expired_attempts(p_ids bigint[], p_now timestamptz)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core._finish_jobs(
        array(
            select j.id
            from core.jobs as j
            where j.id = any(p_ids) and j.cancel_requested_at is not null
        ),
        'cancelled', p_now
    );
    perform core._dead_letter_jobs(
        p_ids, 'The worker''s lease ran out on the last attempt.', p_now
    );
end;
$$;
