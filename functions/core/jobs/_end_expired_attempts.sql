-- core._end_expired_attempts: end locked jobs with an expired lease and no next
-- attempt.
--
-- A job with a cancel request is cancelled; a job without attempts left is dead.

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
        p_ids, 'The worker''s lease expired in the last attempt.', p_now
    );
end;
$$;
