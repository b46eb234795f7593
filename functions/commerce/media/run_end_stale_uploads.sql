-- commerce.run_end_stale_uploads: the job for uploads that were never completed.
--
-- Each is handed to the worker as if it were complete: what is there is taken, and what
-- is not is refused as missing.

create or replace function commerce.run_end_stale_uploads(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count integer;
begin
    select count(commerce._enqueue_media(v.media_id, v.version))
    into v_count
    from (
        select s.media_id, s.version
        from commerce.media_versions as s
        where
            s.status = 'pending'
            and s.registered_at < core.now() - make_interval(
                hours => (core.setting('commerce.media_upload_hours'))::integer
            )
        order by s.registered_at
        limit 1000
    ) as v;
    raise debug 'job % enqueued % uploads', p_job.id, v_count;
end;
$$;

comment on function commerce.run_end_stale_uploads(core.jobs) is
$$Handler of commerce.end_stale_uploads.
$$;
