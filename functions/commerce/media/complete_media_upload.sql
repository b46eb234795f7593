-- commerce.complete_media_upload: let the worker read an upload.
--
-- Enqueued once while a job of it is unfinished; a dead one does not count, so a call
-- after an outage of the storage tries again. Definer: a caller may not enqueue.

create or replace function commerce.complete_media_upload(
    p_media_id bigint, p_version integer
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version commerce.media_versions;
    v_job_id bigint;
begin
    perform core.require_role('admin', 'buyer');
    v_version := commerce._find_media_version(p_media_id, p_version);
    if v_version.status = 'pending' then
        v_job_id := commerce._enqueue_media(p_media_id, p_version);
    end if;
    return jsonb_build_object(
        'media_id', p_media_id,
        'version', p_version,
        'status', v_version.status,
        'job_id', v_job_id
    );
end;
$$;

grant execute on function commerce.complete_media_upload(bigint, integer)
to authenticated, service_role;

comment on function commerce.complete_media_upload(bigint, integer) is
$$Say that a file was uploaded.

The job checks the image and makes its renditions. Its end is an event:
commerce.media.activated, .replaced or, with the fault, .refused. list_media_versions
has the outcome too. A second call adds no second job; for a version that is ready or
refused, job_id is null.
Returns: {media_id: bigint, version: integer, status: list_media_versions.items.status,
job_id: bigint | null}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_media.
Example: {"media_id": 1, "version": 4}
Budget: 200 ms.
$$;
