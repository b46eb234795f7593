-- commerce.check_upload: whether an upload that could be read is sound.
--
-- Asked before any file is made of it; record_upload asks again under its locks.
-- Definer: the worker may read none of the tables.

create or replace function commerce.check_upload(
    p_media_id bigint, p_version integer, p_facts jsonb
)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select commerce._media_fault(
        commerce._find_media_version(p_media_id, p_version), p_facts
    )
$$;

grant execute on function commerce.check_upload(bigint, integer, jsonb) to app_worker;

comment on function commerce.check_upload(bigint, integer, jsonb) is
$$p_facts: {content_type, sha256}. Returns {fault, detail}; null if it is sound.

Errors: PT404 commerce.unknown_media.
$$;
