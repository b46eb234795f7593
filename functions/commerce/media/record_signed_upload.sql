-- commerce.record_signed_upload: record where the file of a pending version may be put.
--
-- The event has no part of it: it is a right to write, and list_media_versions shows it
-- to staff only. Definer: the worker may write none of the tables.

create or replace function commerce.record_signed_upload(
    p_media_id bigint, p_version integer, p_upload jsonb
)
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version constant commerce.media_versions := commerce._lock_media_version(
        p_media_id, p_version
    );
begin
    if v_version.status <> 'pending' then
        return false;
    end if;

    update commerce.media_versions as v
    set upload = p_upload
    where v.media_id = p_media_id and v.version = p_version;
    perform core.emit(
        p_type => 'commerce.media.signed',
        p_topic => 'commerce:media:' || v_version.product_id,
        p_entity_id => p_media_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'product_id', v_version.product_id, 'media_id', p_media_id,
            'version', p_version
        )
    );
    return true;
end;
$$;

grant execute on function commerce.record_signed_upload(bigint, integer, jsonb)
to app_worker;

comment on function commerce.record_signed_upload(bigint, integer, jsonb) is
$$Whether the version is still pending; otherwise nothing is recorded.

Errors: PT404 commerce.unknown_media.
Emits: commerce.media.signed {v, product_id, media_id, version}.
$$;
